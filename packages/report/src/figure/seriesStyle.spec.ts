import { expect, it } from 'vitest';
import { seriesStyle } from './seriesStyle.js';

it('differs for every one of 28 lines, and for every one of 42 markers', () => {
  const styles = Array.from({ length: 42 }, (_, i) => seriesStyle(i));
  expect(new Set(styles.slice(0, 28).map(({ colour, dash }) => `${colour} ${dash.join()}`)).size).toBe(28);
  expect(new Set(styles.map(({ colour, shape }) => `${colour} ${shape}`)).size).toBe(42);
});

it('needs no colour to tell neighbours apart', () => {
  for (let i = 1; i < 28; i++) {
    expect(seriesStyle(i).dash).not.toEqual(seriesStyle(i - 1).dash);
    expect(seriesStyle(i).shape).not.toBe(seriesStyle(i - 1).shape);
  }
});
