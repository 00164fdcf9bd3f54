import fc from 'fast-check';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RandomStream } from '@bcos-bench/random';
import { seededNumbers } from '@bcos-bench/models/testing/seededNumbers';
import type { Recipe } from '../recipe.js';
import { augmentationSchema } from '../recipe.js';
import { basic } from '../recipes/basic.js';
import { peerFormulas } from '../testing/peerNumbers.fixture.js';
import { brightness, contrast, saturation } from './colourJitter.js';
import { crop } from './crop.js';
import { cutout } from './cutout.js';
import { flip } from './flip.js';
import { augmented } from './registry.js';
import { rotated } from './rotation.js';

const image = Uint8Array.from(seededNumbers('augmented', [32, 32, 3], 0, 256));
const peer = peerFormulas().augmentations;

/** A stream that gives the numbers of a list. */
function given(...uniform: number[]): RandomStream {
  const refuse = (): number => {
    throw new Error('not asked for here');
  };
  return { uniform: () => uniform.shift() ?? NaN, uint32: refuse, normal: refuse };
}

describe('augmentations are those of torchvision', () => {
  it('flip', () => {
    expect(crc32(flip(image, given(0.49), basic))).toBe(peer.flip);
    expect(flip(image, given(0.5), basic)).toBe(image);
  });

  it('crop, three rows down and three columns left', () => {
    expect(crc32(crop(image, given(7.5 / 9, 1.5 / 9), basic))).toBe(peer.crop);
    expect(crop(image, given(4.5 / 9, 4.5 / 9), basic)).toEqual(image);
  });

  it('colour jitter', () => {
    expect(peer.factors.map((factor) => crc32(brightness(image, factor)))).toEqual(peer.brightness);
    expect(peer.factors.map((factor) => crc32(contrast(image, factor)))).toEqual(peer.contrast);
    expect(peer.factors.map((factor) => crc32(saturation(image, factor)))).toEqual(peer.saturation);
  });

  it('rotation', () => {
    expect(peer.angles.map((angle) => crc32(rotated(image, angle)))).toEqual(peer.rotation);
  });
});

describe('cutout', () => {
  it('blackens a square about a pixel, and what of it is inside', () => {
    const white = new Uint8Array(3072).fill(255);
    const black = (...uniform: number[]): number =>
      cutout(white, given(...uniform), { ...basic, cutoutSide: 8 }).filter((byte) => byte === 0).length / 3;
    expect(black(0.5, 0.5)).toBe(64);
    expect(black(0, 0)).toBe(16);
    expect(black(31.5 / 32, 0.5)).toBe(5 * 8);
  });
});

describe('an augmented image', () => {
  const all: Recipe = { ...basic, augmentation: [...augmentationSchema.options] };

  it('depends on seed, epoch and image, and on nothing else', () => {
    const keys = fc.record({ seed: fc.nat(1000), epoch: fc.nat(100), index: fc.nat(50_000) });
    fc.assert(
      fc.property(keys, (key) => {
        const before = image.slice();
        const once = augmented(image, all, key);
        expect(augmented(image, all, { ...key })).toEqual(once);
        expect(image).toEqual(before);
        expect(augmented(image, all, { ...key, epoch: key.epoch + 1 })).not.toEqual(once);
        expect(augmented(image, all, { ...key, index: key.index + 1 })).not.toEqual(once);
        expect(augmented(image, all, { ...key, seed: key.seed + 1 })).not.toEqual(once);
      }),
      { numRuns: 20 },
    );
  });

  it('is the image itself without augmentations', () => {
    expect(augmented(image, { ...basic, augmentation: [] }, { seed: 0, epoch: 0, index: 0 })).toBe(image);
  });

  it('is mirrored about every other time', () => {
    const mirrored = Array.from({ length: 400 }, (_, index) =>
      augmented(image, { ...basic, augmentation: ['flip'] }, { seed: 0, epoch: 0, index }),
    ).filter((changed) => changed !== image);
    expect(mirrored.length).toBeGreaterThan(150);
    expect(mirrored.length).toBeLessThan(250);
  });
});
