import { expect, it } from 'vitest';
import { last } from '@bcos-bench/vocabulary';
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

it('measures all members of an ensemble and all targets of a method, as slower image-steps', async () => {
  const network = ['--data', 'none', '--checkpoint', 'none', '--arch', 'resnet8', '--norm', 'linf', '--eps', '8/255'];
  const rateOf = async (...attack: string[]): Promise<number> => {
    await runRate([...network, '--steps', '4', '--limit', '24', ...attack]);
    return workRateSchema.parse(JSON.parse(last(said().trim().split('\n')))).perSecond;
  };
  const alone = await rateOf('--attack', 'apgd');
  expect(await rateOf('--attack', 'apgd-t', '--targets', '9')).toBeLessThan(alone / 3);
  expect(
    await rateOf('--attack', 'autoattack', '--members', 'apgd-ce,square', '--queries', '200', '--threat', 'pixel'),
  ).toBeLessThan(alone / 3);
});

it('says in one line what cannot be measured', async () => {
  await runRate(['--data', 'none', '--checkpoint', '/none', '--norm', 'l2', '--eps', '0.5']);
  expect(process.exitCode).toBe(1);
  expect(errors()).toMatch(/^bcos-attack rate: \/none.*\n$/);
});
