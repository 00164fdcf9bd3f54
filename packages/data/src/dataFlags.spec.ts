import { describe, expect, it } from 'vitest';
import { UsageFault } from '@bcos-bench/vocabulary';
import { datasetNamed, requestOf } from './dataFlags.js';
import { shapes } from './shapes/shapes.js';

const none = {
  size: undefined,
  resize: undefined,
  channels: undefined,
  corruption: undefined,
  severity: undefined,
  coarse: undefined,
  labels: undefined,
};

it('finds a data set by its name', () => {
  expect(datasetNamed('shapes')).toBe(shapes);
  expect(() => datasetNamed('imagenet')).toThrow(
    "--dataset: there is no data set 'imagenet'; choose one of shapes, cifar10, cifar100, mnist, fashion-mnist, cifar10-c, cifar10.1, numpy, parquet, folder",
  );
});

it('asks for what the flags say', () => {
  expect(requestOf({ dataset: 'shapes', source: undefined, train: 7, test: undefined, ...none, seed: 3 })).toEqual({
    source: undefined,
    counts: { train: 7, test: undefined },
    ...none,
    seed: 3,
  });
});

it.each([0, -1, 1.5, Infinity])('refuses %d images', (train) => {
  const request = (): unknown =>
    requestOf({ dataset: 'shapes', source: undefined, train, test: undefined, ...none, seed: 0 });
  expect(request).toThrow(UsageFault);
  expect(request).toThrow(`--train: '${train}' is not a whole number`);
});

it('refuses a corruption of what is not corrupted', () => {
  const counts = { source: undefined, train: undefined, test: undefined };
  expect(() => requestOf({ dataset: 'shapes', ...counts, ...none, corruption: 'jpeg', seed: 0 })).toThrow(
    '--corruption: is of --dataset cifar10-c and corrupted, not of shapes; make the data without it, and corrupted ones',
  );
});

describe('sizes', () => {
  const asked = (size: number | undefined, resize: number | undefined): unknown =>
    requestOf({ dataset: 'folder', source: 'x', train: 1, test: 1, ...none, size, resize, channels: 1, seed: 0 });

  it('are taken as they are asked for', () => {
    expect(asked(224, 256)).toMatchObject({ size: 224, resize: 256, channels: 1 });
    expect(asked(28, undefined)).toMatchObject({ size: 28, resize: undefined });
  });

  it.each([
    [0, undefined, "--size: '0' is not a whole number"],
    [1.5, undefined, "--size: '1.5' is not a whole number"],
    [20_000, undefined, '--size: images of 20000 rows are too large; write at most 16383'],
    [undefined, 256, '--resize: needs --size; write both, such as --resize 256 --size 224'],
    [224, 200, '--resize: 200 is less than --size 224; write both, such as --resize 256 --size 224'],
  ])('%j and %j are refused', (size, resize, message) => {
    expect(() => asked(size, resize)).toThrow(UsageFault);
    expect(() => asked(size, resize)).toThrow(message);
  });
});
