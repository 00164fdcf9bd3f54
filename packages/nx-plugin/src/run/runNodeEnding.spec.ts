import { expect, it } from 'vitest';
import { describeEnding, type Ending } from './runNodeEnding.js';

const ending = (changed: Partial<Ending>): Ending => ({
  task: 'smoke-data:data',
  code: 0,
  result: true,
  launcher: '',
  ...changed,
});

it('says nothing where a result is there', () => {
  expect(describeEnding(ending({}))).toBeNull();
});

it.each([
  [{ code: 1 }, 'smoke-data:data failed; its own line above says why; mend that and run the same again'],
  [{ code: 137 }, 'was ended by SIGKILL (cancelled, or the machine ran out of memory); run the same again: only what'],
  [
    { code: 143, launcher: 'srun' },
    "ended by SIGTERM (cancelled, or over a time limit) under LAUNCHER 'srun'; run the",
  ],
  [{ code: 139 }, 'smoke-data:data was ended by SIGSEGV; run the same again: only what is missing runs'],
  [{ code: 127, launcher: 'srnu' }, "no such program under LAUNCHER 'srnu'; correct the environment variable LAUNCHER"],
  [{ code: 77 }, 'smoke-data:data ended with exit code 77; run the same again'],
  [
    { code: 0, result: false },
    'ended with exit code 0 and left no result, as when its machine fails; run the same again',
  ],
])('of %o names the task, how it ended and what to do', (changed, words) => {
  const line = describeEnding(ending({ result: false, ...changed }));
  expect(line).toContain(words);
  expect(line).toMatch(/^smoke-data:data [^\n]+$/);
});
