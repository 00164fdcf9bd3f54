// Flips one byte at a time in every file that stages hand on, and reads the file as the next stage does:
//
//     node bench/fuzz/flips.mjs --results out/smoke [--prediction DIR] [--count 400] [--seed 0] [--small 0]
//
// Every byte of a file of at most `--small` bytes is flipped, and the file is cut off at every length; of others, `--count` bytes. A flip is detected (a fault of one line), harmless (the same values) or gives other values; a read of more than 20 s hangs, and an
// error that is no fault would end in a stack trace. The exit code is 1 where one gave other values, hung or threw.
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { clearTimeout, setTimeout } from 'node:timers';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

const HANG_MILLISECONDS = 20_000;
const OUTCOMES = ['detected', 'harmless', 'other values', 'hang', 'stack trace'];

const { values } = parseArgs({
  options: {
    results: { type: 'string' },
    prediction: { type: 'string' },
    count: { type: 'string', default: '400' },
    seed: { type: 'string', default: '0' },
    small: { type: 'string', default: '0' },
  },
});
const results = values.results;
if (results === undefined || !existsSync(results)) {
  process.stderr.write('flips: --results is needed: a folder of nodes, such as out/smoke\n');
  process.exit(2);
}
const scratch = mkdtempSync(join(tmpdir(), 'flips-'));

/**
 * The first node of a stage: they are all alike.
 * @param {string} prefix
 */
const first = (prefix) => {
  const node = readdirSync(results)
    .sort()
    .find((name) => name.startsWith(prefix));
  return node === undefined ? undefined : join(results, node);
};
const [data, network] = [first('data'), first('train-')];
const [attack, explanation, report] = [first('attack-'), first('explain-'), first('report')];
const shard = data === undefined ? undefined : readdirSync(data).find((name) => name.startsWith('test-'));

/**
 * What is spoilt, and the reader that then reads it.
 * @type {[node: string | undefined, name: string | undefined, reader: string][]}
 */
const FILES = [
  [data, shard, 'images'],
  [data, 'dataset.json', 'dataset'],
  [network, 'model.safetensors', 'checkpoint'],
  [network, 'model.json', 'checkpoint'],
  [network, 'metrics.parquet', 'metrics'],
  [attack, 'samples.parquet', 'samples'],
  [attack, 'summary.json', 'attackSummary'],
  [attack, 'examples.arrow', 'examples'],
  [explanation, 'explanations.arrow', 'explanations'],
  [explanation, 'changes.parquet', 'changes'],
  [values.prediction, 'predictions.parquet', 'predictions'],
  [report, 'results.json', 'results'],
  [data, 'manifest.json', 'dataset'],
  [data, 'manifest.sha256', 'dataset'],
];

/** The same numbers on every machine (the minimal standard generator). */
function generator(seed) {
  let state = (seed % 2147483646) + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

function startWorker(folder, name, reader) {
  return new Worker(new URL('flipsWorker.mjs', import.meta.url), { workerData: { folder, name, reader } });
}

/** @param patience how many milliseconds the worker has; starting takes it longer than reading */
function answer(worker, flip, patience = 10 * HANG_MILLISECONDS) {
  return new Promise((done) => {
    const end = (outcome) => {
      clearTimeout(timer);
      worker.off('message', end).off('error', fail);
      done(outcome);
    };
    const fail = () => end('stack trace');
    const timer = setTimeout(() => end('hang'), patience);
    worker.on('message', end).on('error', fail);
    worker.postMessage(flip);
  });
}

/**
 * What is done to a file: a byte is flipped, or, without a mask, the file ends at it.
 * @param {number} bytes how many it has
 * @param {(below: number) => number} random
 * @returns {{ at: number, mask: number | null }[]}
 */
function damages(bytes, random) {
  const mask = () => 1 + random(255);
  if (bytes > Number(values.small)) {
    return Array.from({ length: Number(values.count) }, () => ({ at: random(bytes), mask: mask() }));
  }
  return Array.from({ length: bytes }, (_, at) => [
    { at, mask: mask() },
    { at, mask: null },
  ]).flat();
}

/**
 * @param {string} node
 * @param {string} name
 * @param {string} reader
 */
async function flips(node, name, reader) {
  const folder = mkdtempSync(join(scratch, 'node-'));
  cpSync(node, folder, { recursive: true });
  let worker = startWorker(folder, name, reader);
  const bytes = await answer(worker, null);
  if (typeof bytes !== 'number') {
    await worker.terminate();
    return null;
  }
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]));
  const random = generator(Number(values.seed));
  for (const damage of damages(bytes, random)) {
    const outcome = await answer(worker, damage, HANG_MILLISECONDS);
    counts[outcome] += 1;
    if (outcome === 'hang' || outcome === 'stack trace') {
      await worker.terminate();
      // It may have ended before it put the byte back.
      if (existsSync(join(node, name))) cpSync(join(node, name), join(folder, name));
      worker = startWorker(folder, name, reader);
      await answer(worker, null);
    }
  }
  await worker.terminate();
  rmSync(folder, { recursive: true });
  return counts;
}

process.stdout.write(`| file | ${OUTCOMES.join(' | ')} |\n|---|${OUTCOMES.map(() => '---:|').join('')}\n`);
let wrong = 0;
try {
  for (const [node, name, reader] of FILES) {
    if (node === undefined || name === undefined) continue;
    const counts = await flips(node, name, reader);
    const cells = OUTCOMES.map((outcome) => (counts === null ? '–' : counts[outcome]));
    process.stdout.write(`| ${name} | ${cells.join(' | ')} |\n`);
    if (counts !== null) wrong += counts['other values'] + counts.hang + counts['stack trace'];
  }
} finally {
  rmSync(scratch, { recursive: true });
}
process.exitCode = wrong === 0 ? 0 : 1;
