import { expect, it } from 'vitest';
import { isNearChance } from './nearChance.js';
import { proportion } from './proportion.js';

it.each([
  [10, 100, 10, true],
  [17, 100, 10, true],
  // Beyond the interval and still no network that has learned.
  [1500, 10_000, 10, true],
  [30, 100, 10, false],
  [80, 100, 10, false],
  // Few images cannot be told from chance.
  [2, 2, 2, true],
  [3, 8, 10, false],
  [2, 8, 10, true],
  [60, 100, 2, false],
  [54, 100, 2, true],
  [0, 0, 10, true],
])('%d of %d images of %d classes: %s', (correct, total, classes, near) => {
  expect(isNearChance(proportion(correct, total), classes)).toBe(near);
});
