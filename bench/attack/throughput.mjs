// Image-steps a second of l2 PGD, ours beside the public packages, as tables of Markdown:
//
//     node bench/attack/throughput.mjs --python .venv/bin/python [--networks bcos-resnet56,resnet50] [--peers eager,compile]
//                                      [--repeats 5] [--batches 24,96] [--quick] [--json FILE]
//
// The Python is one with bench/peers/requirements.txt. An image-step is one iterate of one image: forward, gradient, step,
// projection, and the best iterate so far. `alone` is one process with all cores, `grid` one process of one thread a core, all
// at once. Every contender first runs at every batch size; those of the best wait in memory and then take turns, `--repeats`
// times round: the table has the medians. Weights are random, which costs what others cost. Run it on a machine that has
// nothing else to do.
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startContender } from './contender.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values } = parseArgs({
  options: {
    python: { type: 'string' },
    networks: { type: 'string', default: 'bcos-resnet20,bcos-resnet56,bcos-resnet50,resnet50' },
    peers: { type: 'string', default: 'eager,compile,robustness,torchattacks,foolbox' },
    settings: { type: 'string', default: 'alone,grid' },
    batches: { type: 'string', default: '24,48,96,144' },
    repeats: { type: 'string', default: '5' },
    steps: { type: 'string', default: '4' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const peers = values.peers.split(',').filter((name) => name !== '');
const { python = '' } = values;
if (python === '' && peers.length > 0) {
  process.stderr.write('throughput: --python is needed, or --peers= for ours alone\n');
  process.exit(2);
}
const cores = availableParallelism();
const repeats = values.quick ? 1 : Number(values.repeats);
const batches = values.quick ? [48] : values.batches.split(',').map(Number);
const steps = Number(values.steps);

/** How many processes of how many threads each setting has. */
const SETTINGS = { alone: { processes: 1, threads: cores }, grid: { processes: cores, threads: 1 } };

const contenders = [
  { name: 'ours', command: [process.execPath, here('ours.mjs')] },
  ...peers.map((name) => ({ name, command: [python, here('peers.py'), name] })),
];

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/**
 * A contender at the batch size at which it is fastest, waiting; null where it runs at none.
 * @param {{ name: string, command: string[] }} contender
 * @param {string} network
 * @param {string} setting
 */
async function atBestBatch({ name, command }, network, setting) {
  /**
   * @typedef {import('./contender.mjs').Measurement} Measurement
   * @type {{ name: string, batch: number, rate: number, runs: Measurement[], measure: () => Promise<Measurement>, end: () => Promise<void> } | null}
   */
  let best = null;
  /** @type {number[]} */
  const megabytes = [];
  for (const batch of batches) {
    const started = await startContender(command, { network, batch, steps, ...SETTINGS[setting] });
    if (started === null) {
      process.stderr.write(`${network} ${setting} ${name} at ${batch}: failed\n`);
      megabytes.push(Number.NaN);
      continue;
    }
    const seen = await started.measure();
    process.stderr.write(`${network} ${setting} ${name} at ${batch}: ${seen.rate.toFixed(1)}\n`);
    megabytes.push(seen.megabytes);
    const faster = best === null || seen.rate > best.rate;
    await (faster ? best : started)?.end();
    if (faster) best = { name, batch, rate: seen.rate, runs: noRuns(), ...started };
  }
  return best === null ? null : { ...best, megabytes };
}

/** @returns {import('./contender.mjs').Measurement[]} */
const noRuns = () => [];

/** All contenders on one network in one setting, in turn. */
async function compare(network, setting) {
  const entries = [];
  for (const contender of contenders) {
    const entry = await atBestBatch(contender, network, setting);
    if (entry !== null) entries.push(entry);
  }
  for (let round = 0; round < repeats; round += 1) {
    for (const { runs, measure } of entries) runs.push(await measure());
  }
  await Promise.all(entries.map(({ end }) => end()));
  return entries.map(({ name, batch, megabytes, runs }) => ({
    network,
    setting,
    name,
    batch,
    megabytes,
    rates: runs.map(({ rate }) => rate),
    rate: median(runs.map(({ rate }) => rate)),
    seconds: median(runs.map(({ seconds }) => seconds)),
  }));
}

function printTable(rows) {
  const ours = rows.find(({ name }) => name === 'ours');
  process.stdout.write(`\n${rows[0].network}, ${rows[0].setting} (${cores} cores)\n\n`);
  process.stdout.write(
    `| | batch | image-steps a second | ours is | peak MB a process at batch ${batches.join(', ')} | seconds to the first step |\n`,
  );
  process.stdout.write('|---|---|---|---|---|---|\n');
  for (const { name, batch, rate, megabytes, seconds } of rows) {
    const ratio = ours === undefined ? '' : `${(ours.rate / rate).toFixed(2)} times`;
    const peaks = megabytes.map((peak) => peak.toFixed(0)).join(', ');
    const cells = [name, batch, rate.toFixed(1), ratio, peaks, seconds.toFixed(1)];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
}

const results = [];
for (const network of values.networks.split(',')) {
  for (const setting of values.settings.split(',')) {
    const rows = await compare(network, setting);
    if (rows.length > 0) printTable(rows);
    results.push(...rows);
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
