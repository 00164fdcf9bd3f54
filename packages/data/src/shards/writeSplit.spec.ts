import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPictures, writeJson, type Dataset } from '@bcos-bench/formats';
import { USUAL_IMAGE_SHAPE } from '@bcos-bench/vocabulary';
import type { LabelledPicture } from '../datasetKind.js';
import { rowsPerShard, writeSplit } from './writeSplit.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'split-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const classes = ['cat', 'dog'];

function pictures(count: number): LabelledPicture[] {
  return Array.from({ length: count }, (_, k) => ({ image: new Uint8Array(3072).fill(k), label: k % 2 }));
}

function write(count: number, given = count, rowsAShard?: number): Promise<Dataset['splits']['train']> {
  const split = { split: 'train', classes, shape: USUAL_IMAGE_SHAPE, count, pictures: pictures(given) } as const;
  return writeSplit(folder, split, () => undefined, rowsAShard);
}

it('writes shards that read back as one split, whatever their size', async () => {
  const train = await write(7, 7, 3);
  expect(train.count).toBe(7);
  expect(train.shards.map(({ file, rows }) => [file, rows])).toEqual([
    ['train-00000-of-00003.arrow', 3],
    ['train-00001-of-00003.arrow', 3],
    ['train-00002-of-00003.arrow', 1],
  ]);
  const about = { name: 'test', classes, shape: [32, 32, 3], channelMean: [0, 0, 0], channelStd: [1, 1, 1] };
  writeJson(join(folder, 'dataset.json'), { ...about, splits: { train, test: { count: 0, shards: [] } } });
  const { index, images, labels } = readPictures(folder, 'train');
  expect([...index]).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect([...labels]).toEqual([0, 1, 0, 1, 0, 1, 0]);
  expect([...index].map((k) => images[k * 3072 + 11])).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

it('fills the last shard where the count is a multiple of its size', async () => {
  await write(6, 6, 3);
  expect(readdirSync(folder)).toEqual(['train-00000-of-00002.arrow', 'train-00001-of-00002.arrow']);
});

it.each([
  [[32, 32, 3], 10_000],
  [[28, 28, 1], 10_000],
  [[64, 64, 3], 5208],
  [[224, 224, 3], 425],
  [[5000, 5000, 3], 1],
] as const)('images of %j: a shard has at most 10,000 of them, and 64 MB: %i', (shape, rows) => {
  expect(rowsPerShard(shape)).toBe(rows);
});

it('refuses fewer or more pictures than announced', async () => {
  await expect(write(4, 3)).rejects.toThrow(RangeError);
  await expect(write(3, 4)).rejects.toThrow(RangeError);
});
