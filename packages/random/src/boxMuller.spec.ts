import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boxMuller } from './boxMuller.js';
import { randomStream } from './randomStream.js';

it('turns two uniform numbers into the two legs of one radius', () => {
  const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(unit, unit, (first, second) => {
      let next = first;
      const normal = boxMuller(() => {
        const given = next;
        next = second;
        return given;
      });
      expect(normal() ** 2 + normal() ** 2).toBeCloseTo(-2 * Math.log(1 - first), 9);
    }),
  );
});

it('has the moments of a normal distribution', () => {
  const source = randomStream(1);
  const normal = boxMuller(() => source.uniform());
  const values = Array.from({ length: 20_000 }, normal);
  const moment = (power: number): number => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
  expect(moment(1)).toBeCloseTo(0, 1);
  expect(moment(2)).toBeCloseTo(1, 1);
  expect(moment(4) / 3).toBeCloseTo(1, 1);
});
