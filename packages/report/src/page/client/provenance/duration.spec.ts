import { expect, it } from 'vitest';
import { duration } from './duration.js';

it.each([
  [0.04, '0.0 s'],
  [3.24, '3.2 s'],
  [9.96, '10 s'],
  [59.4, '59 s'],
  [59.6, '1 min 0 s'],
  [403, '6 min 43 s'],
  [3599.7, '1 h 0 min'],
  [7500, '2 h 5 min'],
])('has %d seconds as people read them', (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});
