import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pixelStream } from '@bcos-bench/random';
import { at, corruptionDescriptions, corruptionNameSchema } from '@bcos-bench/vocabulary';
import { corruptions } from './corruptions.js';
import type { PlainImage } from './corruption.js';
import { peerImages } from './fixtures/peerImages.js';

const names = corruptionNameSchema.options;

/** An image of waves, as the peers' script makes it. */
function waves(channels: 1 | 3 = 3): PlainImage {
  const bytes = Uint8Array.from({ length: 8 * 8 * channels }, (_, place) => {
    const [pixel, channel] = [Math.floor(place / channels), place % channels];
    const [row, column] = [Math.floor(pixel / 8), pixel % 8];
    return (row * row * 7 + column * 29 + channel * 83 + row * column * 5) % 256;
  });
  return { bytes, rows: 8, columns: 8, channels };
}

const corrupt = async (name: (typeof names)[number], image: PlainImage, severity: number): Promise<Uint8Array> => {
  const random = pixelStream(7);
  const strength = at(corruptionDescriptions[name].strengths, severity - 1);
  return corruptions[name](image, strength, () => random.normal());
};

const meanDistance = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((sum, level, place) => sum + Math.abs(level - at(b, place)), 0) / a.length;

describe.each(names)('%s', (name) => {
  it('is as strong as its severity, and keeps the shape', async () => {
    const image = waves();
    const distances: number[] = [];
    for (const severity of [1, 2, 3, 4, 5]) {
      const corrupted = await corrupt(name, image, severity);
      expect(corrupted).toHaveLength(image.bytes.length);
      distances.push(meanDistance(corrupted, image.bytes));
    }
    expect(at(distances, 0)).toBeGreaterThan(0);
    expect(at(distances, 4)).toBeGreaterThan(at(distances, 0));
  });

  it('takes grey images', async () => {
    const image = waves(1);
    const corrupted = await corrupt(name, image, 3);
    expect(corrupted).toHaveLength(image.bytes.length);
    expect(meanDistance(corrupted, image.bytes)).toBeGreaterThan(0);
  });
});

// numpy 2.4.6, scipy 1.17.1, Pillow 13.0.0: packages/data/src/corrupted/fixtures/peerImages.ts says how.
describe.each(Object.entries(peerImages))('%s of the public script', (key, expected) => {
  it('is the same to one level, and mostly the same', async () => {
    const [name, severity] = key.split(' ');
    const corrupted = await corrupt(corruptionNameSchema.parse(name), waves(), Number(severity));
    const peer = Buffer.from(expected, 'base64');
    const far = [...corrupted].map((level, place) => Math.abs(level - at(peer, place)));
    expect(Math.max(...far)).toBeLessThanOrEqual(name === 'jpeg' ? 3 : 1);
    expect(far.filter((distance) => distance > 0).length).toBeLessThan(corrupted.length / (name === 'jpeg' ? 3 : 20));
  });
});

describe('brightness', () => {
  it('keeps the proportions of a pixel, makes black grey, and ends at white', async () => {
    const image = {
      bytes: Uint8Array.of(100, 50, 0, 0, 0, 0, 250, 125, 250),
      rows: 1,
      columns: 3,
      channels: 3,
    } as const;
    const bright = await corruptions.brightness(image, 0.2, () => 0);
    expect([...bright]).toEqual([151, 75, 0, 51, 51, 51, 255, 127, 255]);
  });
});

describe('gaussian-noise', () => {
  it('has the standard deviation that it says, and no level beyond 0 and 255', async () => {
    const random = pixelStream(3);
    const grey = { bytes: new Uint8Array(40_000).fill(128), rows: 200, columns: 200, channels: 1 } as const;
    const noisy = await corruptions['gaussian-noise'](grey, 0.08, () => random.normal());
    const mean = noisy.reduce((sum, level) => sum + level, 0) / noisy.length;
    const variance = noisy.reduce((sum, level) => sum + (level - mean) ** 2, 0) / noisy.length;
    expect(Math.sqrt(variance) / 255).toBeCloseTo(0.08, 3);
    // Fractions are cut off.
    expect(mean).toBeCloseTo(127.5, 0);
  });

  it('cuts off at black and white', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.double({ min: -9, max: 9, noNaN: true }), (level, normal) => {
        const image = { bytes: Uint8Array.of(level), rows: 1, columns: 1, channels: 1 } as const;
        const noisy = corruptions['gaussian-noise'](image, 0.1, () => normal);
        if (noisy instanceof Promise) throw new Error('noise waits for nothing');
        expect(at(noisy, 0)).toBe(Math.floor(Math.min(255, Math.max(0, level + 25.5 * normal))));
      }),
    );
  });
});
