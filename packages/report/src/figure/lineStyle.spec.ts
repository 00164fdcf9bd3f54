import { expect, it } from 'vitest';
import { lineStyle } from './lineStyle.js';

it('differs for every one of 28 lines', () => {
  const styles = Array.from({ length: 28 }, (_, i) => JSON.stringify(lineStyle(i)));
  expect(new Set(styles).size).toBe(28);
  expect(lineStyle(28)).toEqual(lineStyle(0));
});
