// Prints, as JSON lines, how many images a second a training step of ours takes: forward, backward and Adam on one batch.
//
//     node bench/train/step_rate.mjs --arch bcos-resnet20 --batch 64 [--steps 20] [--rounds 2] [--recipe basic]
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { smallSubject } from './subject.mjs';

const { values } = parseArgs({
  options: {
    arch: { type: 'string', default: 'bcos-resnet20' },
    batch: { type: 'string', default: '64' },
    steps: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '2' },
    recipe: { type: 'string', default: 'basic' },
  },
});
const [batch, steps] = [Number(values.batch), Number(values.steps)];
const subject = await smallSubject(values.arch, values.recipe, { batch, augmentation: [] }, batch);
const WARMING = 3;
for (let i = 0; i < WARMING; i += 1) subject.step(i);
for (let round = 0; round < Number(values.rounds); round += 1) {
  const began = performance.now();
  for (let i = 0; i < steps; i += 1) subject.step(WARMING + round * steps + i);
  const seconds = (performance.now() - began) / 1000;
  const { arch } = values;
  console.log(JSON.stringify({ impl: 'ours', arch, batch, imagesPerSecond: (batch * steps) / seconds }));
}
