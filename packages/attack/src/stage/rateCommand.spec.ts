import { expect, it } from 'vitest';
import { workRateSchema } from '@bcos-bench/cli';
import { keptOutput } from '@bcos-bench/cli/testing/keptOutput';
import { runRate } from './rateCommand.js';

const { said, errors } = keptOutput();

it('measures an attack on a network that is not there yet', async () => {
  const attack = ['--norm', 'l2', '--eps', '0.5', '--steps', '2', '--limit', '2', '--threat', 'pixel'];
  await runRate(['--data', 'none', '--checkpoint', 'none', '--arch', 'bcos-resnet8', '--bcos-norm', 'bnu', ...attack]);
  const { perSecond, ...rate } = workRateSchema.parse(JSON.parse(said()));
  expect(rate).toEqual({ unit: 'image-steps', device: 'CPU' });
  expect(perSecond).toBeGreaterThan(1);
});

it('says in one line what cannot be measured', async () => {
  await runRate(['--data', 'none', '--checkpoint', '/none', '--norm', 'l2', '--eps', '0.5']);
  expect(process.exitCode).toBe(1);
  expect(errors()).toMatch(/^bcos-attack rate: \/none.*\n$/);
});
