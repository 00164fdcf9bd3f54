import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary/at';
import type { LabelledImage } from '../datasetKind.js';
import { shapeAt, shapeImages } from './shapeImages.js';

function all(counts: { train?: number; test?: number }, split: 'train' | 'test', seed = 0): LabelledImage[] {
  const request = { source: undefined, counts: { train: counts.train, test: counts.test }, seed };
  const { images } = shapeImages(request);
  const given = images(split);
  return Symbol.iterator in given ? [...given] : [];
}

it('gives as many images as asked for, the classes in turn', () => {
  expect(all({ train: 23 }, 'train').map(({ label }) => label)).toEqual(Array.from({ length: 23 }, (_, k) => k % 10));
});

it('gives 6,000 and 1,000 unless asked for others', () => {
  const { counts, classes } = shapeImages({
    source: undefined,
    counts: { train: undefined, test: undefined },
    seed: 0,
  });
  expect(counts).toEqual({ train: 6000, test: 1000 });
  expect(classes).toHaveLength(10);
});

it('draws image k alike however many there are', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 8 }), (seed, k) => {
      expect(all({ train: 9 }, 'train', seed)[k]).toEqual(shapeAt(seed, 'train', k));
    }),
    { numRuns: 5 },
  );
});

it('draws other images for another seed, split or index', () => {
  const hex = ({ image }: LabelledImage): string => Buffer.from(image).toString('hex');
  const keys = [
    [0, 'train', 0],
    [1, 'train', 0],
    [0, 'test', 0],
    [0, 'train', 10],
  ] as const;
  expect(new Set(keys.map(([seed, split, index]) => hex(shapeAt(seed, split, index)))).size).toBe(4);
});

it('gives classes away neither by brightness nor by their mean image', () => {
  const train = all({ train: 1000 }, 'train');
  const test = all({ test: 500 }, 'test');
  const means = Array.from({ length: 10 }, (_, label) => mean(train.filter((image) => image.label === label)));
  const right = test.filter(({ image, label }) => {
    const distances = means.map((each) => each.reduce((sum, value, i) => sum + (value - at(image, i)) ** 2, 0));
    return distances.indexOf(Math.min(...distances)) === label;
  });
  expect(right.length / test.length).toBeLessThan(0.3);
});

function mean(images: readonly LabelledImage[]): Float64Array {
  const sum = new Float64Array(3072);
  for (const { image } of images) image.forEach((value, i) => (sum[i] = at(sum, i) + value / images.length));
  return sum;
}
