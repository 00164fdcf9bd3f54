import { Fault, type Model } from '@bcos-bench/stage';
import { expect, it } from 'vitest';
import { readNormaliser } from './normaliser.js';
import { memoryFile, tensorOf } from './testing/memoryFile.fixture.js';

function read(mean: readonly number[], std: readonly number[], encoding: Model['encoding'] = 'rgb') {
  const file = memoryFile(null, { mean, std });
  const tensors = { mean: tensorOf('mean', [mean.length, 1, 1]), std: tensorOf('std', [std.length, 1, 1]) };
  return readNormaliser(file, tensors, encoding);
}

it('is one number a channel', () => {
  expect(read([0.5, 0.25, 0], [1, 2, 0.5])).toEqual({ mean: [0.5, 0.25, 0], std: [1, 2, 0.5] });
});

it('is none where it changes nothing', () => {
  expect(read([0, 0, 0], [1, 1, 1])).toBeNull();
});

it.each([
  [
    read.bind(null, [0, 0, 0], [1, 1, 1], 'rgb+inverse'),
    "its normaliser is of 3 channels, and the network's input has 6",
  ],
  [read.bind(null, [0, 0, 0], [1, 0, 1]), 'divides by 1, 0, 1'],
  [read.bind(null, [0, NaN, 0], [1, 1, 1]), 'takes away 0, NaN, 0'],
])('refuses what cannot be', (reading, says) => {
  expect(reading).toThrow(Fault);
  expect(reading).toThrow(says);
});
