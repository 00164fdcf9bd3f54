// Maps and measures of explanations a second, ours beside Captum and Quantus, as a table of Markdown:
//
//     node bench/explain/measuring.mjs --python .venv/bin/python [--images 32] [--batch 32] [--threads 1] [--repeats 3] [--tasks gradient,deletion]
//
// The Python is one with bench/peers/requirements.txt and Quantus (bench/peers/README.md). A task is a way to explain, of all images, or a measure of the maps of input x gradient, with
// the same settings on both sides: `tasks.json`. The network is a ResNet-8 with random weights, which costs what others cost. Both have the images in
// batches and wait in memory; they take turns, `--repeats` times round. The table has the medians, and the last line compares the seconds of all tasks in sum.
// Needs what `npm run build` built, and a machine that has nothing else to do.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startContender } from '../attack/contender.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values } = parseArgs({
  options: {
    python: { type: 'string' },
    images: { type: 'string', default: '32' },
    batch: { type: 'string', default: '32' },
    threads: { type: 'string', default: '1' },
    repeats: { type: 'string', default: '3' },
    tasks: { type: 'string' },
  },
});
if (values.python === undefined) {
  process.stderr.write('measuring: --python is needed\n');
  process.exit(2);
}
const known = Object.keys(JSON.parse(readFileSync(here('tasks.json'), 'utf8')));
const tasks = values.tasks === undefined ? known : values.tasks.split(',');
const unknown = tasks.filter((task) => !known.includes(task));
if (unknown.length > 0) {
  process.stderr.write(`measuring: --tasks: there is no ${unknown.join(', ')}; choose from ${known.join(', ')}\n`);
  process.exit(2);
}
const [images, batch, threads, repeats] = [values.images, values.batch, values.threads, values.repeats].map(Number);
const commands = {
  ours: [process.execPath, here('measuringOurs.mjs')],
  peers: [values.python, here('measuring_peers.py')],
};
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

process.stdout.write(`\n${images} images, batches of ${batch}, ${threads} threads, medians of ${repeats}; seconds\n\n`);
process.stdout.write('| task | ours | Captum and Quantus | times as fast |\n|---|---|---|---|\n');
const sums = { ours: 0, peers: 0 };
for (const task of tasks) {
  const contenders = [];
  for (const [name, command] of Object.entries(commands)) {
    const started = await startContender(command, { network: task, batch, steps: images, processes: 1, threads });
    if (started === null) throw new Error(`${name} does not run ${task}`);
    /** @type {number[]} */
    const seconds = [];
    contenders.push({ name, seconds, ...started });
  }
  for (let round = 0; round < repeats; round += 1) {
    for (const { measure, seconds } of contenders) seconds.push(images / (await measure()).rate);
  }
  await Promise.all(contenders.map(({ end }) => end()));
  const medians = Object.fromEntries(contenders.map(({ name, seconds }) => [name, median(seconds)]));
  sums.ours += medians.ours;
  sums.peers += medians.peers;
  const ratio = (medians.peers / medians.ours).toFixed(1);
  process.stdout.write(`| ${task} | ${medians.ours.toFixed(3)} | ${medians.peers.toFixed(3)} | ${ratio} |\n`);
}
const whole = (sums.peers / sums.ours).toFixed(1);
process.stdout.write(
  `\nin sum ${sums.ours.toFixed(1)} and ${sums.peers.toFixed(1)} seconds: ours is ${whole} times as fast\n`,
);
