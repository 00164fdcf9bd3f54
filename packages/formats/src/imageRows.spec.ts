import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Table, tableToIPC, vectorFromArray, FixedSizeList, Field, Uint8, Int32 } from 'apache-arrow';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { numbersOf, type ImageShape } from '@bcos-bench/vocabulary';
import { hashOfFile } from './content/contentHash.js';
import { writeShard, type Images } from './dataset.js';
import { imagesInMemory, openImages } from './imageRows.js';
import { writeJson } from './json.js';

const shape: ImageShape = [5, 3, 1];
const WIDTH = numbersOf(shape);
const SHARD = 'test-0.arrow';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rows-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function images(first: number, count: number): Images {
  return {
    shape,
    index: Int32Array.from({ length: count }, (_, k) => first + k),
    images: Uint8Array.from({ length: count * WIDTH }, (_, at) => (first * WIDTH + at) % 251),
    labels: Int32Array.from({ length: count }, (_, k) => (first + k) % 2),
  };
}

function describeShards(shards: readonly { file: string; rows: number; sha256: string }[]): void {
  writeJson(join(folder, 'dataset.json'), {
    name: 'pets',
    classes: ['cat', 'dog'],
    shape,
    splits: {
      train: { count: 0, shards: [] },
      test: { count: shards.reduce((sum, { rows }) => sum + rows, 0), shards },
    },
    channelMean: [0],
    channelStd: [1],
  });
}

/** A test split of the given number of shards, of three images each. */
function write(shards: number): void {
  const about = { classes: ['cat', 'dog'], split: 'test' } as const;
  describeShards(
    Array.from({ length: shards }, (_, n) => writeShard(folder, `test-${n}.arrow`, images(3 * n, 3), about)),
  );
}

describe('openImages', () => {
  it('reads any image when it is asked for, of more shards than files stay open', () => {
    const shards = 70;
    write(shards);
    const rows = openImages(folder, 'test');
    const all = imagesInMemory(images(0, 3 * shards));
    expect(rows.shape).toEqual(shape);
    expect(rows.index).toEqual(all.index);
    expect(rows.labels).toEqual(all.labels);
    for (let i = 0; i < 3 * shards; i += 1) {
      const place = (i * 53) % (3 * shards);
      expect(rows.image(place)).toEqual(all.image(place));
    }
  });

  it.each([-1, 3, NaN])('has no image at place %d of three', (place) => {
    write(1);
    expect(() => openImages(folder, 'test').image(place)).toThrow(RangeError);
  });

  it('notices that a shard was replaced since it was checked, and reads one that is open still', () => {
    write(2);
    const rows = openImages(folder, 'test');
    const first = rows.image(0);
    const path = join(folder, 'test-1.arrow');
    writeFileSync(join(folder, 'other'), readFileSync(path));
    renameSync(join(folder, 'other'), path);
    expect(() => rows.image(3)).toThrow(`${path}: has changed while it was being read; run the same command again`);
    rmSync(path);
    expect(() => rows.image(3)).toThrow(`${path}: has changed while it was being read`);
    rmSync(join(folder, SHARD));
    expect(rows.image(0)).toEqual(first);
  });

  it('reads a shard that another program wrote in several batches', () => {
    const list = new FixedSizeList(WIDTH, new Field('item', new Uint8(), false));
    const batch = (first: number, count: number): Table => {
      const { index, images: bytes, labels } = images(first, count);
      const rows = Array.from({ length: count }, (_, k) => bytes.subarray(k * WIDTH, (k + 1) * WIDTH));
      return new Table({
        index: vectorFromArray([...index], new Int32()),
        image: vectorFromArray(rows, list),
        label: vectorFromArray([...labels], new Int32()),
      });
    };
    writeFileSync(join(folder, SHARD), tableToIPC(batch(0, 2).concat(batch(2, 3)), 'file'));
    describeShards([{ file: SHARD, rows: 5, sha256: hashOfFile(join(folder, SHARD)) }]);
    const rows = openImages(folder, 'test');
    const all = imagesInMemory(images(0, 5));
    for (const place of all.index) expect(rows.image(place)).toEqual(all.image(place));
  });
});
