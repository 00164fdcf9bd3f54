import { expect, it } from 'vitest';
import { last } from '@bcos-bench/vocabulary';
import { workRateSchema } from '@bcos-bench/cli';
import { keptOutput } from '@bcos-bench/cli/testing/keptOutput';
import { z } from 'zod';
import { runRate } from './rateCommand.js';

const { said, errors } = keptOutput();
const schema = workRateSchema.extend({ passes: z.number() });

async function rateOf(arch: string, methods: string, measures: string): Promise<z.infer<typeof schema>> {
  const words = ['--data', 'none', '--checkpoint', 'none', '--arch', arch, '--limit', '16'];
  await runRate([...words, '--methods', methods, '--measures', measures]);
  return schema.parse(JSON.parse(last(said().trim().split('\n'))));
}

it('counts what measuring an image computes, and measures how fast that is', async () => {
  // The prediction, the map, 32 steps of pixels that become zeros and the image itself.
  const { perSecond, passes, ...rate } = await rateOf('resnet8', 'gradient', 'deletion');
  expect(rate).toEqual({ unit: 'passes', device: 'CPU' });
  expect(perSecond).toBeGreaterThan(1);
  expect(passes).toBe(1 + 1 + 33);
});

it('counts a grid as its images, and what measures share once', async () => {
  // Nine images, each explained by itself and in a grid of nine.
  expect((await rateOf('resnet8', 'gradient', 'grid-pointing-3x3')).passes).toBe(1 + 1 + 9);
  // Ten copies, whatever is asked of them.
  expect((await rateOf('resnet8', 'gradient', 'max-sensitivity,average-sensitivity')).passes).toBe(1 + 1 + 10);
});

it('counts nothing of a method that the network has not what for', async () => {
  expect((await rateOf('bcos-resnet8', 'guided-backprop', 'deletion')).passes).toBe(1);
});

it('says in one line what cannot be measured', async () => {
  await runRate(['--data', 'none', '--checkpoint', '/none']);
  expect(process.exitCode).toBe(1);
  expect(errors()).toMatch(/^bcos-measure rate: \/none.*\n$/);
});
