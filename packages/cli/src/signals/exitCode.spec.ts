import { expect, it } from 'vitest';
import { exitCode } from './exitCode.js';

it('is what the process exited with', () => {
  expect([exitCode([0, null]), exitCode([2, null])]).toEqual([0, 2]);
});

it("is 128 and the signal's number where a signal ended it", () => {
  expect([exitCode([null, 'SIGINT']), exitCode([null, 'SIGKILL']), exitCode([null, 'SIGTERM'])]).toEqual([
    130, 137, 143,
  ]);
});
