import fc from 'fast-check';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { USUAL_IMAGE_SHAPE, type ImageShape } from '@bcos-bench/vocabulary';
import type { RandomStream } from '@bcos-bench/random';
import { seededNumbers } from '@bcos-bench/models/testing/seededNumbers';
import { augmentationSchema, type Recipe } from '../recipe.js';
import { basic } from '../recipes/basic.js';
import { peerFormulas } from '../testing/peerNumbers.fixture.js';
import type { TrainingImage } from './augmentation.js';
import { brightness, contrast, saturation } from './colourJitter.js';
import { crop } from './crop.js';
import { cutout } from './cutout.js';
import { flip } from './flip.js';
import { augmented } from './registry.js';
import { rotated } from './rotation.js';

const bytes = Uint8Array.from(seededNumbers('augmented', [32, 32, 3], 0, 256));
const image: TrainingImage = { bytes, shape: USUAL_IMAGE_SHAPE };
const peer = peerFormulas().augmentations;

/** A stream that gives the numbers of a list. */
function given(...uniform: number[]): RandomStream {
  const refuse = (): never => {
    throw new Error('not asked for here');
  };
  const next = (): number => uniform.shift() ?? refuse();
  return { uniform: next, uint32: refuse, normal: refuse };
}

describe('augmentations are those of torchvision', () => {
  it('flip', () => {
    expect(crc32(flip(image, given(0.49), basic))).toBe(peer.flip);
    expect(flip(image, given(0.5), basic)).toBe(bytes);
  });

  it('crop, three rows down and three columns left', () => {
    expect(crc32(crop(image, given(7.5 / 9, 1.5 / 9), basic))).toBe(peer.crop);
    expect(crop(image, given(4.5 / 9, 4.5 / 9), basic)).toEqual(bytes);
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
    const white = { bytes: new Uint8Array(3072).fill(255), shape: USUAL_IMAGE_SHAPE };
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
        const before = bytes.slice();
        const once = augmented(image, all, key);
        expect(augmented(image, all, { ...key })).toEqual(once);
        expect(bytes).toEqual(before);
        expect(augmented(image, all, { ...key, epoch: key.epoch + 1 })).not.toEqual(once);
        expect(augmented(image, all, { ...key, index: key.index + 1 })).not.toEqual(once);
        expect(augmented(image, all, { ...key, seed: key.seed + 1 })).not.toEqual(once);
      }),
      { numRuns: 20 },
    );
  });

  it('is the image itself without augmentations', () => {
    expect(augmented(image, { ...basic, augmentation: [] }, { seed: 0, epoch: 0, index: 0 })).toBe(bytes);
  });

  it('is mirrored about every other time', () => {
    const mirrored = Array.from({ length: 400 }, (_, index) =>
      augmented(image, { ...basic, augmentation: ['flip'] }, { seed: 0, epoch: 0, index }),
    ).filter((changed) => changed !== bytes);
    expect(mirrored.length).toBeGreaterThan(150);
    expect(mirrored.length).toBeLessThan(250);
  });
});

describe('of any shape', () => {
  const shapes: readonly ImageShape[] = [
    [28, 28, 1],
    [3, 5, 3],
    [224, 224, 3],
  ];
  const imageOf = (shape: ImageShape): TrainingImage => ({
    shape,
    bytes: Uint8Array.from({ length: shape[0] * shape[1] * shape[2] }, (_, at) => (at * 7) % 251),
  });

  it.each(shapes)('%i x %i x %i: every augmentation gives an image of the same shape', (...shape) => {
    const all: Recipe = { ...basic, augmentation: [...augmentationSchema.options], cutoutSide: 3 };
    const image = imageOf(shape);
    expect(augmented(image, all, { seed: 1, epoch: 2, index: 3 })).toHaveLength(image.bytes.length);
  });

  it('flips and crops by rows and columns, with an eighth of the side as margin', () => {
    const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6);
    expect([...flip({ bytes, shape: [2, 3, 1] }, given(0), basic)]).toEqual([3, 2, 1, 6, 5, 4]);
    const image = imageOf([16, 8, 1]);
    // Two rows down, one column left: the ends of margins of 2 and 1.
    const moved = crop(image, given(4.5 / 5, 0.5 / 3), basic);
    expect([...moved.subarray(0, 3)]).toEqual([0, ...image.bytes.subarray(16, 18)]);
    expect([...moved.subarray(-8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('leaves the colour of a grey image, and moves its contrast away from its mean', () => {
    const grey: TrainingImage = { bytes: Uint8Array.of(10, 30), shape: [1, 2, 1] };
    expect([...saturation(grey, 1.25)]).toEqual([10, 30]);
    expect([...contrast(grey, 1.5)]).toEqual([5, 35]);
  });
});
