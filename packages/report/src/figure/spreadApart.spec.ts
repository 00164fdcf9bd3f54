import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { spreadApart } from './spreadApart.js';

const GAP = 13;

describe('spreadApart', () => {
  it('leaves alone what is apart', () => {
    expect(spreadApart([100, 20, 60], GAP, 240)).toEqual([100, 20, 60]);
  });

  it('parts what lies together, the first on top, and stays within the ends', () => {
    expect(spreadApart([0, 0, 0], GAP, 240)).toEqual([26, 13, 0]);
    expect(spreadApart([239, 240], GAP, 240)).toEqual([227, 240]);
  });

  it('has a gap between each two, within the ends where there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 240 }), { maxLength: 30 }), (wanted) => {
        const placed = spreadApart(wanted, GAP, 240).sort((a, b) => a - b);
        placed.slice(1).forEach((place, i) => expect(place - at(placed, i)).toBeGreaterThanOrEqual(GAP));
        expect(placed.every((place) => place >= 0)).toBe(true);
        if (GAP * (wanted.length - 1) <= 240) expect(placed.every((place) => place <= 240)).toBe(true);
      }),
    );
  });
});
