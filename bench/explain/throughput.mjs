// Explanations a second of B-cos networks, ours beside `explain` of the bcos package, as a table of Markdown:
//
//     node bench/explain/throughput.mjs --python .venv/bin/python [--network bcos-resnet20] [--images 1000] [--batch 64]
//                                       [--repeats 5]
//
// The Python is one with bench/peers/requirements.txt. An explanation is prediction, W(x), contribution map and explanation
// image of one image. Ours computes them a batch at a time; the peer takes one image a call. Both run with one thread and
// with all cores (an image by itself may be no work for two), wait in memory and take turns, `--repeats` times round: the
// table has the medians, and the comparison is of each at its faster one. Weights and images are random, which costs what others
// cost. Needs what `npx tsc -b` built, and a machine that has nothing else to do.
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startContender } from '../attack/contender.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values } = parseArgs({
  options: {
    python: { type: 'string' },
    network: { type: 'string', default: 'bcos-resnet20' },
    images: { type: 'string', default: '1000' },
    batch: { type: 'string', default: '64' },
    repeats: { type: 'string', default: '5' },
  },
});
if (values.python === undefined) {
  process.stderr.write('throughput: --python is needed\n');
  process.exit(2);
}
const cores = availableParallelism();
const [images, batch, repeats] = [Number(values.images), Number(values.batch), Number(values.repeats)];
const commands = {
  ours: [process.execPath, here('ours.mjs')],
  bcos: [values.python, here('peer.py')],
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** @returns {import('../attack/contender.mjs').Measurement[]} */
const noRuns = () => [];
const contenders = [];
for (const [name, command] of Object.entries(commands)) {
  for (const threads of new Set([1, cores])) {
    const size = { network: values.network, batch, steps: images, processes: 1, threads };
    const started = await startContender(command, size);
    if (started === null) throw new Error(`${name} does not run`);
    contenders.push({ name, threads, runs: noRuns(), ...started });
  }
}
for (let round = 0; round < repeats; round += 1) {
  for (const { name, threads, runs, measure } of contenders) {
    const run = await measure();
    runs.push(run);
    process.stderr.write(`${name}, ${threads} threads: ${run.rate.toFixed(1)} a second\n`);
  }
}
await Promise.all(contenders.map(({ end }) => end()));

const rateOf = ({ runs }) => median(runs.map(({ rate }) => rate));
const fastest = (wanted) => Math.max(...contenders.filter(({ name }) => name === wanted).map(rateOf));
process.stdout.write(`\n${values.network}, ${images} images, ${cores} cores, medians of ${repeats}\n\n`);
process.stdout.write('| | threads | explanations a second | least to most | peak MB |\n|---|---|---|---|---|\n');
for (const { name, threads, runs } of contenders) {
  const rates = runs.map(({ rate }) => rate);
  const range = `${Math.min(...rates).toFixed(1)} to ${Math.max(...rates).toFixed(1)}`;
  const peak = Math.max(...runs.map(({ megabytes }) => megabytes)).toFixed(0);
  process.stdout.write(`| ${name} | ${threads} | ${median(rates).toFixed(1)} | ${range} | ${peak} |\n`);
}
process.stdout.write(`\nours is ${(fastest('ours') / fastest('bcos')).toFixed(1)} times as fast\n`);
