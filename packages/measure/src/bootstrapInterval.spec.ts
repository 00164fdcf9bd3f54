import { expect, it } from 'vitest';
import { randomStream } from '@bcos-bench/random';
import { bootstrapInterval } from './bootstrapInterval.js';

const SAMPLES = 100;

/** Normal numbers of mean 0, each its own unit. */
const normals = (sample: number, count: number) => {
  const stream = randomStream(7, sample);
  return Array.from({ length: count }, (_, unit) => ({ value: stream.normal(), unit }));
};

it('holds the true mean in about 95 of 100 samples', () => {
  const held = Array.from({ length: SAMPLES }, (_, sample) => bootstrapInterval(normals(sample, 30), 0)).filter(
    ({ low, high }) => low <= 0 && 0 <= high,
  );
  expect(held.length / SAMPLES).toBeGreaterThan(0.88);
  expect(held.length / SAMPLES).toBeLessThan(0.99);
});

it('is wider where numbers come in units that depend on each other', () => {
  const values = normals(1, 40);
  const fourTimes = values.flatMap(({ value, unit }) => Array.from({ length: 4 }, () => ({ value, unit })));
  const apart = fourTimes.map(({ value }, unit) => ({ value, unit }));
  const width = ({ low, high }: { low: number; high: number }): number => high - low;
  expect(width(bootstrapInterval(fourTimes, 0)) / width(bootstrapInterval(apart, 0))).toBeCloseTo(2, 0);
  expect(bootstrapInterval(fourTimes, 0).mean).toBeCloseTo(bootstrapInterval(values, 0).mean, 12);
});

it('has the mean and the median of the numbers, and the same interval each time', () => {
  const values = [1, 2, 6].map((value, unit) => ({ value, unit }));
  const found = bootstrapInterval(values, 0);
  expect(found).toMatchObject({ mean: 3, median: 2 });
  expect(found.low).toBeGreaterThanOrEqual(1);
  expect(found.high).toBeLessThanOrEqual(6);
  expect(bootstrapInterval(values, 0)).toEqual(found);
});
