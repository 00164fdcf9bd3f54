import { expect, it } from 'vitest';
import { count, counted } from './count.js';

it('is written as people read it', () => {
  expect(count(10_000)).toBe('10,000');
});

it('goes before one thing or several', () => {
  expect([0, 1, 2, 10_000].map((value) => counted(value, 'network'))).toEqual([
    '0 networks',
    '1 network',
    '2 networks',
    '10,000 networks',
  ]);
});
