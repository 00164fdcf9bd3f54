// Flips one byte at a time in every file that stages hand on, and reads the file as the next stage does:
//
//     node bench/fuzz/flips.mjs out/smoke [FOLDER …] [--count 400] [--seed 0] [--small 0]
//
// A folder is that of a node, or of nodes; of each stage the first node is taken. Every byte of a file of at most `--small` bytes is flipped, and
// the file is cut off at every length; of others, `--count` bytes. A flip is detected (a fault of one line), harmless (the same values) or gives
// other values; a read of more than 20 s hangs, and an error that is no fault would end in a stack trace. The exit code is 1 where one gave other
// values, hung or threw, and where a file cannot be read as it is.
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { clearTimeout, setTimeout } from 'node:timers';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';

const HANG_MILLISECONDS = 20_000;
const OUTCOMES = ['detected', 'harmless', 'other values', 'hang', 'stack trace'];
const MANIFEST = 'manifest.json';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '400' },
    seed: { type: 'string', default: '0' },
    small: { type: 'string', default: '0' },
  },
});

/** @param {string} folder of a node, or of nodes @returns {string[]} */
const nodesIn = (folder) =>
  existsSync(join(folder, MANIFEST))
    ? [folder]
    : readdirSync(folder)
        .sort()
        .map((name) => join(folder, name))
        .filter((node) => existsSync(join(node, MANIFEST)));

/** @type {Map<string, string>} the first node of each stage: they are all alike */
const nodes = new Map();
for (const node of positionals.filter((folder) => existsSync(folder)).flatMap(nodesIn)) {
  const { stage } = JSON.parse(readFileSync(join(node, MANIFEST), 'utf8'));
  if (!nodes.has(stage)) nodes.set(stage, node);
}
if (nodes.size === 0) {
  process.stderr.write('flips: a folder of nodes is needed, such as out/smoke\n');
  process.exit(2);
}
const scratch = mkdtempSync(join(tmpdir(), 'flips-'));

/**
 * By stage what is spoilt, and the reader that then reads it.
 * @type {Readonly<Record<string, readonly (readonly [name: RegExp, reader: string])[]>>}
 */
const FILES = {
  'bcos-data': [
    [/^test-/, 'images'],
    [/^dataset\.json$/, 'dataset'],
    [/^manifest\./, 'dataset'],
  ],
  'bcos-train': [
    [/^model\./, 'checkpoint'],
    [/^metrics\.parquet$/, 'metrics'],
  ],
  'bcos-predict': [
    [/^predictions\.parquet$/, 'predictions'],
    [/^summary\.json$/, 'predictionSummary'],
  ],
  'bcos-predict check': [[/^check\.json$/, 'check']],
  'bcos-attack': [
    [/^samples\.parquet$/, 'samples'],
    [/^summary\.json$/, 'attackSummary'],
    [/^examples\.arrow$/, 'examples'],
  ],
  'bcos-attack audit': [[/^audit\.json$/, 'audit']],
  'bcos-explain': [
    [/^explanations\.arrow$/, 'explanations'],
    [/^changes\.parquet$/, 'changes'],
  ],
  'bcos-measure': [
    [/^measures\.parquet$/, 'measures'],
    [/^summary\.json$/, 'measureSummary'],
    [/^notes\.json$/, 'notes'],
  ],
  'bcos-measure detect': [[/^detection\.json$/, 'detection']],
  'bcos-report': [[/^results\.json$/, 'results']],
};

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
  for (const [stage, node] of nodes) {
    for (const [pattern, reader] of FILES[stage] ?? []) {
      for (const name of readdirSync(node).filter((file) => pattern.test(file))) {
        const counts = await flips(node, name, reader);
        const cells = counts === null ? ['cannot be read as it is'] : OUTCOMES.map((outcome) => counts[outcome]);
        process.stdout.write(`| ${stage}: ${name} | ${cells.join(' | ')} |\n`);
        wrong += counts === null ? 1 : counts['other values'] + counts.hang + counts['stack trace'];
      }
    }
  }
} finally {
  rmSync(scratch, { recursive: true });
}
process.exitCode = wrong === 0 ? 0 : 1;
