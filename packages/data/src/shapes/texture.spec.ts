import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomStream } from '@bcos-bench/random';
import { randomTexture } from './texture.js';

const pixel = fc.integer({ min: 0, max: 31 });

it('stays in [-1, 1]', () => {
  fc.assert(
    fc.property(fc.nat(), pixel, pixel, (seed, x, y) => {
      expect(Math.abs(randomTexture(randomStream(seed))(x, y))).toBeLessThanOrEqual(1);
    }),
  );
});

it('is plain at times and patterned at others', () => {
  const spreads = Array.from({ length: 60 }, (_, seed) => {
    const texture = randomTexture(randomStream(seed));
    const row = Array.from({ length: 32 }, (_value, x) => texture(x, 5 + x / 3));
    return Math.max(...row) - Math.min(...row);
  });
  expect(spreads.filter((spread) => spread === 0).length).toBeGreaterThan(4);
  expect(spreads.filter((spread) => spread > 1).length).toBeGreaterThan(15);
});
