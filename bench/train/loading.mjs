// What reading and augmenting images costs: images a second of training steps with and without augmentation, alternately, and
// of steps on images that need no reading. And whether memory grows: RSS over many steps.
//
//     node bench/train/loading.mjs [--arch resnet20] [--batch 64] [--rounds 5] [--steps 20] [--memory-steps 2000]
import { performance } from 'node:perf_hooks';
import { memoryUsage } from 'node:process';
import { parseArgs } from 'node:util';
import { smallSubject } from './subject.mjs';

const { values } = parseArgs({
  options: {
    arch: { type: 'string', default: 'resnet20' },
    batch: { type: 'string', default: '64' },
    rounds: { type: 'string', default: '5' },
    steps: { type: 'string', default: '20' },
    'memory-steps': { type: 'string', default: '2000' },
  },
});
const [batch, steps] = [Number(values.batch), Number(values.steps)];
const IMAGES = 2048;
const subjects = {
  'no augmentation': await smallSubject(values.arch, 'basic', { batch, augmentation: [] }, IMAGES),
  'flip, crop': await smallSubject(values.arch, 'basic', { batch, augmentation: ['flip', 'crop'] }, IMAGES),
};
/** @type {Record<string, number[]>} */
const rates = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
let done = 0;
for (let round = 0; round <= Number(values.rounds); round += 1) {
  for (const [name, { step }] of Object.entries(subjects)) {
    const began = performance.now();
    for (let i = 0; i < steps; i += 1) step(done + i);
    const rate = (batch * steps * 1000) / (performance.now() - began);
    if (round > 0) rates[name].push(rate);
  }
  done += steps;
}
const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const [without, augmented] = Object.values(rates).map(median);
console.log(
  `${values.arch}, batch ${batch}: ${without.toFixed(0)} images a second, ${augmented.toFixed(0)} with flip and crop`,
);
console.log(`augmentation costs ${(100 * (1 - augmented / without)).toFixed(1)}%`);

const total = Number(values['memory-steps']);
const seen = [];
for (let i = 0; i < total; i += 1) {
  subjects['flip, crop'].step(done + i);
  if (i >= total / 10 && i % Math.ceil(total / 20) === 0) seen.push(memoryUsage.rss());
}
if (seen.length > 1) {
  const [first, last] = [seen[0], seen[seen.length - 1]];
  const growth = (100 * (last - first)) / first;
  console.log(
    `RSS over ${total} steps: ${(first / 2 ** 20).toFixed(0)} MiB after a tenth, ${growth.toFixed(2)}% more at the end`,
  );
}
