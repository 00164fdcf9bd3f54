import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { datasets } from './datasets.js';
import { recognisedDataset } from './recognise.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'recognise-'));
});
afterEach(() => rmSync(root, { recursive: true }));

it.each([
  ['prepared', ['dataset.json', 'test-00000-of-00001.arrow']],
  ['cifar10', ['cifar-10-batches-bin']],
  ['cifar10', ['data_batch_1.bin', 'test_batch.bin']],
  ['cifar10', ['data_batch_1', 'batches.meta']],
  ['cifar100', ['cifar-100-binary.tar.gz']],
  ['numpy', ['images.npy', 'labels.npy']],
  ['parquet', ['train-00000-of-00001.parquet']],
  ['folder', ['cat', 'dog']],
])('takes a source for %s that holds %j', (dataset, names) => {
  for (const name of names) writeFileSync(join(root, name), '');
  expect(recognisedDataset(root)).toBe(dataset);
  expect(datasets.has(dataset)).toBe(true);
});

it('knows an archive by its name', () => {
  writeFileSync(join(root, 'cifar-10-binary.tar.gz'), '');
  expect(recognisedDataset(join(root, 'cifar-10-binary.tar.gz'))).toBe('cifar10');
});

it('asks where it cannot know, and names what is missing', () => {
  writeFileSync(join(root, 't10k-images-idx3-ubyte.gz'), '');
  expect(() => recognisedDataset(root)).toThrow('may be MNIST or Fashion-MNIST; say which: --dataset mnist');
  writeFileSync(join(root, 'images.bin'), '');
  expect(() => recognisedDataset(join(root, 'images.bin'))).toThrow('looks like no data set; say which it is');
  expect(() => recognisedDataset(join(root, 'none'))).toThrow('is not there');
  mkdirSync(join(root, 'more'));
  expect(recognisedDataset(join(root, 'more'))).toBe('folder');
});
