import { expect, it } from 'vitest';
import { signTest } from './signTest.js';

it.each([
  [5, 0, 1 / 32],
  [4, 0, 1 / 16],
  [3, 1, 5 / 16],
  [8, 1, 10 / 512],
  [0, 0, 1],
  [0, 3, 1],
])('%i against %i is as likely as the binomial says', (more, fewer, p) => {
  expect(signTest(more, fewer)).toBeCloseTo(p, 12);
});
