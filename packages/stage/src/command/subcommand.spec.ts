import { expect, it, vi } from 'vitest';
import { runCommandLine } from './subcommand.js';

it.each([
  [
    ['identity', '--from', 'a'],
    ['--from', 'a'],
  ],
  [['--out', 'identity'], null],
  [['toString'], null],
  [[], null],
])('%j', async (argv, given) => {
  const [identity, stage] = [vi.fn(() => Promise.resolve()), vi.fn(() => Promise.resolve())];
  await runCommandLine({ identity }, stage, argv);
  expect(identity.mock.calls).toEqual(given === null ? [] : [[given]]);
  expect(stage).toHaveBeenCalledTimes(given === null ? 1 : 0);
});
