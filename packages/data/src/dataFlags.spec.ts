import { expect, it } from 'vitest';
import { UsageFault } from '@bcos-bench/vocabulary';
import { datasetNamed, requestOf } from './dataFlags.js';
import { shapes } from './shapes/shapes.js';

it('finds a data set by its name', () => {
  expect(datasetNamed('shapes')).toBe(shapes);
  expect(() => datasetNamed('mnist')).toThrow(
    "--dataset: there is no data set 'mnist'; choose one of shapes, cifar10, folder",
  );
});

it('asks for what the flags say', () => {
  expect(
    requestOf({ dataset: 'shapes', source: undefined, train: 7, test: undefined, size: undefined, seed: 3 }),
  ).toEqual({
    source: undefined,
    counts: { train: 7, test: undefined },
    size: undefined,
    seed: 3,
  });
});

it.each([0, -1, 1.5, Infinity])('refuses %d images', (train) => {
  const request = (): unknown =>
    requestOf({ dataset: 'shapes', source: undefined, train, test: undefined, size: undefined, seed: 0 });
  expect(request).toThrow(UsageFault);
  expect(request).toThrow(`--train: '${train}' is no whole number`);
});
