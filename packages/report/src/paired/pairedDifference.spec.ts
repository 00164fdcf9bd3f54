import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePaired } from './pairedComparison.js';
import { sameImages } from './outcomeByImage.js';
import { pairedCounts } from './pairedCounts.js';
import { pairedDifference } from './pairedDifference.js';

const counts = fc
  .tuple(fc.nat(200), fc.nat(200), fc.nat(200), fc.nat(200))
  .filter((cells) => cells.some((cell) => cell > 0))
  .map(([both, onlyA, onlyB, neither]) => ({ both, onlyA, onlyB, neither }));

describe('pairedDifference', () => {
  // Newcombe 1998 (paired data), Table II, method 10; there it is A minus B.
  it.each([[36, 12, 2, 0, 0.2, 0.0569, 0.3404]])(
    'is the interval of the paper for %i, %i, %i, %i',
    (both, onlyA, onlyB, neither, value, low, high) => {
      const found = pairedDifference({ both, onlyA, onlyB, neither });
      expect(found.value).toBeCloseTo(-value, 12);
      expect(found.low).toBeCloseTo(-high, 4);
      expect(found.high).toBeCloseTo(-low, 4);
    },
  );

  it('holds the difference, within [-1,1], and turns round with A and B', () => {
    fc.assert(
      fc.property(counts, ({ both, onlyA, onlyB, neither }) => {
        const { value, low, high } = pairedDifference({ both, onlyA, onlyB, neither });
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(high).toBeLessThanOrEqual(1 + 1e-12);
        const turned = pairedDifference({ both, onlyA: onlyB, onlyB: onlyA, neither });
        expect(turned.low).toBeCloseTo(-high, 12);
        expect(turned.high).toBeCloseTo(-low, 12);
      }),
    );
  });

  it('is narrower where the outcomes go together', () => {
    const width = ({ low, high }: { low: number; high: number }): number => high - low;
    const together = pairedDifference({ both: 50, onlyA: 0, onlyB: 10, neither: 40 });
    const apart = pairedDifference({ both: 10, onlyA: 40, onlyB: 50, neither: 0 });
    expect(together.value).toBeCloseTo(apart.value, 12);
    expect(width(together)).toBeLessThan(width(apart) / 2);
  });
});

describe('comparePaired', () => {
  const images = (...right: boolean[]): ReadonlyMap<number, boolean> => new Map(right.entries());

  it('counts the images that both have seen', () => {
    expect(pairedCounts(images(true, true, false, false, true), images(true, false, true, false))).toEqual({
      both: 1,
      onlyA: 1,
      onlyB: 1,
      neither: 1,
    });
  });

  it('says that they differ below a p of 0.05 and not above', () => {
    const all = images(...Array.from({ length: 6 }, () => true));
    const none = images(...Array.from({ length: 6 }, () => false));
    expect(comparePaired(all, none)).toMatchObject({ p: 1 / 32, differs: true, difference: { value: -1 } });
    const five = images(...Array.from({ length: 6 }, (_, i) => i === 0));
    expect(comparePaired(all, five)).toMatchObject({ p: 1 / 16, differs: false });
  });

  it('is nothing where they have no image in common', () => {
    expect(comparePaired(images(true), new Map([[7, true]]))).toBeNull();
    expect(sameImages(images(true), new Map([[7, true]]))).toBe(false);
    expect(sameImages(images(true), images(false))).toBe(true);
  });
});
