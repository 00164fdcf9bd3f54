import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LabelledImage, ImageSource } from '../datasetKind.js';
import { readRecord, RECORD_BYTES } from './batchFile.js';
import { cifar10Images } from './cifar10Images.js';
import { packTinyArchive, tinyBatch, TINY_RECORDS, writeTinyBatches } from './fixtures/tinyBatches.js';

let parent = '';
let said: string[] = [];
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'cifar10-'));
  writeTinyBatches(parent);
  said = [];
});
afterEach(() => rmSync(parent, { recursive: true }));

function open(source: string, train?: number, test?: number): Promise<ImageSource> {
  const hear = (line: string): void => void said.push(line);
  const reporters = { progress: () => undefined, say: hear, note: hear };
  return cifar10Images({ source, counts: { train, test }, seed: 0 }, reporters, TINY_RECORDS);
}

async function all(images: Iterable<LabelledImage> | AsyncIterable<LabelledImage>): Promise<LabelledImage[]> {
  const list = [];
  for await (const image of images) list.push(image);
  return list;
}

it('gives the records of all batches in order', async () => {
  const { counts, classes, images } = await open(parent);
  expect(counts).toEqual({ train: 15, test: 3 });
  expect(classes[9]).toBe('truck');
  const train = await all(images('train'));
  expect(train).toHaveLength(15);
  expect(train[7]).toEqual(readRecord(tinyBatch(2), 1));
  expect((await all(images('test'))).map(({ label }) => label)).toEqual([5, 6, 7]);
});

it('gives the first images up to a number, across batches', async () => {
  const { images } = await open(parent, 4, 1);
  expect((await all(images('train'))).map(({ label }) => label)).toEqual([0, 1, 2, 1]);
  expect(await all(images('test'))).toHaveLength(1);
});

it('refuses more than there are', async () => {
  await expect(open(parent, 16)).rejects.toThrow('--train: 16 images are asked for, but the data set has 15');
});

it('checks every record, however few are asked for', async () => {
  const bytes = tinyBatch(5);
  bytes[2 * RECORD_BYTES] = 77;
  const file = join(parent, 'cifar-10-batches-bin', 'test_batch.bin');
  writeFileSync(file, bytes);
  await expect(open(parent, 1, 1)).rejects.toThrow(`${file}: record 2 has the label 77`);
});

it('says in one line that sound batches are not the official ones, the same of an archive and of its folder', async () => {
  const archive = await packTinyArchive(parent);
  const { images } = await open(archive, 1, 1);
  expect(await all(images('train'))).toEqual([readRecord(tinyBatch(0), 0)]);
  await open(parent, 1, 1);
  const line =
    'not the official CIFAR-10: no batch file has the content that its authors publish; every record is sound';
  expect(said).toEqual([line, line]);
});
