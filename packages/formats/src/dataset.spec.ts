import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { at, numbersOf, USUAL_IMAGE_SHAPE } from '@bcos-bench/vocabulary';
import { readDataset, writeShard, type Images } from './dataset.js';
import { readImages } from './imageRows.js';
import { writeJson } from './json.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dataset-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const about = { classes: ['cat', 'dog'], split: 'test' } as const;

const SIZE = numbersOf(USUAL_IMAGE_SHAPE);

function images(first: number, count: number): Images {
  return {
    shape: USUAL_IMAGE_SHAPE,
    index: Int32Array.from({ length: count }, (_, k) => first + k),
    images: Uint8Array.from({ length: count * SIZE }, (_, i) => (first + Math.floor(i / SIZE)) * 10),
    labels: Int32Array.from({ length: count }, (_, k) => (first + k) % 2),
  };
}

/** A test split of five images in two shards. */
function write(shards = [images(0, 3), images(3, 2)], count = 5): void {
  const written = shards.map((shard, n) => writeShard(folder, `test-${n}.arrow`, shard, about));
  writeJson(join(folder, 'dataset.json'), {
    name: 'pets',
    classes: about.classes,
    shape: [32, 32, 3],
    splits: { train: { count: 0, shards: [] }, test: { count, shards: written } },
    channelMean: [0, 0, 0],
    channelStd: [1, 1, 1],
  });
}

it('reads all images of a split, over its shards', () => {
  write();
  const all = images(0, 5);
  expect(readImages(folder, 'test')).toEqual(all);
});

it.each([0, 1, 3, 4, 5, 9])('reads the first %d images', (limit) => {
  write();
  const { index, labels, images: bytes } = readImages(folder, 'test', limit);
  const count = Math.min(limit, 5);
  expect([...index]).toEqual([0, 1, 2, 3, 4].slice(0, count));
  expect([...labels]).toEqual([0, 1, 0, 1, 0].slice(0, count));
  expect(bytes).toEqual(images(0, count).images);
});

it('does not look at shards beyond the limit', () => {
  write();
  rmSync(join(folder, 'test-1.arrow'));
  expect(readImages(folder, 'test', 3).index).toHaveLength(3);
});

it('is a fault where a shard is missing', () => {
  write();
  rmSync(join(folder, 'test-1.arrow'));
  expect(() => readImages(folder, 'test')).toThrow(
    /test-1\.arrow: cannot be read as an Arrow file \(ENOENT.*; make the data again/,
  );
});

it('is a fault where a shard has changed', () => {
  write();
  const path = join(folder, 'test-0.arrow');
  const bytes = readFileSync(path);
  bytes[bytes.length >> 1] = at(bytes, bytes.length >> 1) ^ 1;
  writeFileSync(path, bytes);
  expect(() => readImages(folder, 'test')).toThrow(`${path}: does not have the SHA-256 that dataset.json names`);
  truncateSync(path, 100);
  expect(() => readImages(folder, 'test')).toThrow(`${path}: cannot be read as an Arrow file (its end is missing)`);
});

it('is a fault where dataset.json says another number of images for a shard', () => {
  write();
  const about = readDataset(folder);
  const shards = about.splits.test.shards.map((shard) => ({ ...shard, rows: shard.rows + 1 }));
  writeJson(join(folder, 'dataset.json'), { ...about, splits: { ...about.splits, test: { count: 5, shards } } });
  expect(() => readImages(folder, 'test')).toThrow('test-0.arrow: has 3 images, and dataset.json says 4');
});

it('is a fault where a deviation is negative', () => {
  write();
  writeJson(join(folder, 'dataset.json'), { ...readDataset(folder), channelStd: [0.2, -0.2, 0.2] });
  expect(() => readDataset(folder)).toThrow("dataset.json: key 'channelStd.1' is wrong");
});

it.each([
  [{ shape: [32, 32, 4] }, "key 'shape.2' is wrong"],
  [{ shape: [0, 32, 3] }, "key 'shape.0' is wrong"],
  [{ shape: [32, 32, 1] }, "key 'channelMean' is wrong (has 3 numbers, and an image 1 channels)"],
])('is a fault where dataset.json has %j', (change, message) => {
  write();
  writeJson(join(folder, 'dataset.json'), { ...readDataset(folder), ...change });
  expect(() => readDataset(folder)).toThrow(`dataset.json: ${message}`);
});

it('is a fault where a label has no class', () => {
  write([{ ...images(0, 5), labels: Int32Array.of(0, 1, 0, 2, 0) }]);
  expect(() => readImages(folder, 'test')).toThrow(`${folder}: image 3 of 'test' has label 2`);
});

it('is a fault where there are fewer images than announced', () => {
  write([images(0, 3)], 5);
  expect(() => readImages(folder, 'test')).toThrow(`${folder}: split 'test' ends after 3 of 5 images`);
});

it('is a fault where there is no data set, and another where there is no folder', () => {
  const remedy = 'name a folder that bcos-data made';
  expect(() => readImages(folder, 'test')).toThrow(`${folder}: holds no data set; ${remedy}`);
  expect(() => readImages(join(folder, 'absent'), 'test')).toThrow(`absent: is not there; ${remedy}`);
});
