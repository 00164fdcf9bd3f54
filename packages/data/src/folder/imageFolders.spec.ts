import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { at } from '@bcos-bench/vocabulary';
import type { DataRequest, ImageSource } from '../datasetKind.js';
import { hashedSplit, type HashedSplit } from '../testing/hashedSplit.fixture.js';
import { folder } from './folder.js';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const kaggle = join(fixtures, 'kaggle');
const root = mkdtempSync(join(tmpdir(), 'image-folders-'));
beforeAll(() => vi.stubEnv('BCOS_CACHE_DIR', join(root, 'cache')));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** What torchvision and Pillow read: `bench/peers/image_file_fixtures.py`. */
const expected = z
  .object({
    train: z.object({
      classes: z.array(z.string()),
      images: z.record(z.string(), z.tuple([z.number(), z.string()])),
    }),
    val: z.object({ classes: z.array(z.string()), images: z.record(z.string(), z.tuple([z.number(), z.string()])) }),
    kaggle: z.object({
      classes: z.array(z.string()),
      images: z.record(z.string(), z.tuple([z.string(), z.string()])),
    }),
  })
  .parse(JSON.parse(readFileSync(join(fixtures, 'image-folders.json'), 'utf8')));

let notes: string[] = [];
function open(source: string | undefined, of: Partial<DataRequest> = {}): Promise<ImageSource> {
  notes = [];
  const request = { source, counts: { train: undefined, test: undefined }, seed: 0, ...of };
  return folder.produce(request, { progress: () => undefined, say: () => undefined, note: (line) => notes.push(line) });
}

/** Label and hash of each image, sorted: our order is that of a hash of the names. */
const pairs = ({ labels, images }: HashedSplit): [number, string][] =>
  images.map((hash, i): [number, string] => [at(labels, i), hash]).sort(([, a], [, b]) => (a < b ? -1 : 1));
const sorted = (images: Readonly<Record<string, [number, string]>>): [number, string][] =>
  Object.values(images).sort(([, a], [, b]) => (a < b ? -1 : 1));

it('reads the images and labels that ImageFolder of torchvision reads', async () => {
  const source = await open(join(fixtures, 'image-folder'));
  expect(source).toMatchObject({ classes: expected.train.classes, counts: { train: 5, test: 3 }, shape: [5, 6, 3] });
  expect(pairs(await hashedSplit(source, 'train'))).toEqual(sorted(expected.train.images));
  expect(pairs(await hashedSplit(source, 'test'))).toEqual(sorted(expected.val.images));
});

describe('a folder without splits', () => {
  const classes = join(fixtures, 'image-folder', 'train');
  const all = sorted(expected.train.images);

  it.each([1, 2, 4])('has the %i test images that are asked for, all others for training', async (test) => {
    const source = await open(classes, { counts: { train: undefined, test } });
    expect(source.counts).toEqual({ train: 5 - test, test });
    const found = [...pairs(await hashedSplit(source, 'train')), ...pairs(await hashedSplit(source, 'test'))];
    expect(found.sort(([, a], [, b]) => (a < b ? -1 : 1))).toEqual(all);
  });

  it('is divided in the same way again, and by another seed in another', async () => {
    const chosen = async (seed: number): Promise<readonly string[]> =>
      (await hashedSplit(await open(classes, { seed, counts: { train: undefined, test: 2 } }), 'test')).images;
    expect(await chosen(3)).toEqual(await chosen(3));
    const seeds = await Promise.all([0, 1, 2, 3, 4, 5].map(chosen));
    expect(new Set(seeds.map((images) => [...images].sort().join())).size).toBeGreaterThan(1);
  });

  it('keeps an image for training', async () => {
    await expect(open(classes, { counts: { train: undefined, test: 5 } })).rejects.toThrow(
      '--test: 5 images are asked for, but the data set has 4',
    );
  });
});

describe('a table of labels', () => {
  const one = { train: undefined, test: 1 };

  it('labels the images of one folder, by names without their endings', async () => {
    const source = await open(kaggle, { labels: 'labels.csv', counts: one });
    expect(source).toMatchObject({ classes: expected.kaggle.classes, counts: { train: 4, test: 1 } });
    const found = [...pairs(await hashedSplit(source, 'train')), ...pairs(await hashedSplit(source, 'test'))];
    const due = Object.values(expected.kaggle.images).map(([name, hash]): [number, string] => [
      expected.kaggle.classes.indexOf(name),
      hash,
    ]);
    const byHash = ([, a]: [number, string], [, b]: [number, string]): number => (a < b ? -1 : 1);
    expect(found.sort(byHash)).toEqual(due.sort(byHash));
    expect(notes[0]).toBe('passed over: 1 file that is no image by its name (.csv 1): labels.csv');
  });

  /** The images of the fixture with another table. */
  function withTable(text: string): string {
    const copy = mkdtempSync(join(root, 'table-'));
    cpSync(kaggle, copy, { recursive: true });
    writeFileSync(join(copy, 'labels.csv'), text);
    return copy;
  }

  it.each([
    ['filename,label\n000bec18.png,10\n00214f31.png,9\n', ['9', '10']],
    ['\ufefflabel,id\ncat,000bec18\n"dog",00214f31\n', ['cat', 'dog']],
    ['Image Name,Color\r\n000bec18.png,red\r\n00214f31.png,blue\r\n', ['blue', 'red']],
    ['id,size,class\n000bec18,3,b\n00214f31,4,a\n', ['a', 'b']],
  ])('may have other columns: %j', async (text, classes) => {
    const source = await open(withTable(text), { labels: 'labels.csv', counts: one });
    expect(source).toMatchObject({ classes, counts: { train: 1, test: 1 } });
    expect(notes).toContain('3 of 5 images have no label in the table: they are left out');
  });

  it.each([
    ['id,label\n000bec18,a\nabsent,b\n', "has no image of 1 of 2 rows of .*labels.csv, such as 'absent'"],
    ['id,label\n000bec18,a\n000bec18.png,b\n', "labels.csv: names '000bec18.png' a second time"],
    ['id,label\n000bec18,a\n00214f31,\n', 'labels.csv: has no image or no label in row 2'],
    ['id,label\n000bec18,a\n', 'labels.csv: has labels of one class'],
    ['a,b,c\n1,2,3\n', 'labels.csv: has the columns a, b, c: which are images and labels is not known'],
    ['id,label\n"000bec18,a\n', String.raw`labels.csv: cannot be read as a CSV \(`],
    ['id,label\n', 'labels.csv: has no row'],
    ['', 'labels.csv: has the columns : which'],
  ])('is refused in one line: %j', async (text, message) => {
    await expect(open(withTable(text), { labels: 'labels.csv' })).rejects.toThrow(new RegExp(message));
  });

  it('is part of the identity, wherever it lies', async () => {
    const identities = await Promise.all(
      [
        kaggle,
        withTable(readFileSync(join(kaggle, 'labels.csv'), 'utf8')),
        withTable('id,label\n000bec18,a\n00214f31,b\n'),
      ].map((source) => folder.identity(source, { labels: 'labels.csv' })),
    );
    expect(identities[0]).toBe(identities[1]);
    expect(identities[2]).not.toBe(identities[0]);
    await expect(folder.identity(kaggle, { labels: 'absent.csv' })).rejects.toThrow('absent.csv: is not there');
    mkdirSync(join(root, 'elsewhere'));
    cpSync(join(kaggle, 'labels.csv'), join(root, 'elsewhere', 'other.csv'));
    const source = await open(kaggle, { labels: join(root, 'elsewhere', 'other.csv') });
    expect(source.classes).toHaveLength(3);
  });
});
