import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keptOutput } from '@bcos-bench/cli/testing/keptOutput';
import { runIdentity } from './identityCommand.js';

const { said, errors } = keptOutput();
beforeEach(() => {
  vi.stubEnv('CIFAR10_DIR', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

it('prints one line', async () => {
  await runIdentity(['--dataset', 'shapes']);
  expect(said()).toBe('generated\n');
});

it('takes all flags of bcos-data', async () => {
  await runIdentity(['--dataset', 'cifar10', '--train', '5', '--test', '2', '--seed', '1', '--out', 'x', '--quiet']);
  expect(said()).toBe('official c32a1d4ab5d03f1284b67883e8d87530\n');
});

it.each([
  [
    ['--dataset', 'cifar10', '--source', '/absent'],
    1,
    'bcos-data identity: /absent: is not there; give cifar-10-binary',
  ],
  [['--dataset', 'imagenet'], 2, "bcos-data identity: --dataset: there is no data set 'imagenet'"],
  [
    ['--dataset', 'shapes', '--datset', 'x'],
    2,
    'bcos-data identity: Unknown argument: datset; did you mean --dataset? see',
  ],
  [[], 2, 'bcos-data identity: Missing required argument: dataset; see'],
] as const)('%j: exit code %d and one line', async (argv, code, line) => {
  await runIdentity(argv);
  expect(process.exitCode).toBe(code);
  expect(errors().startsWith(line)).toBe(true);
  expect(errors().trimEnd().split('\n')).toHaveLength(1);
  expect(said()).toBe('');
});

it('answers --help', async () => {
  await runIdentity(['--help']);
  expect(said()).toContain('--source');
  expect(said()).not.toContain('generated');
});
