import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { DataRequest, ImageSource } from '../datasetKind.js';
import { hashedSplit } from '../testing/hashedSplit.fixture.js';
import { parquet } from './parquet.js';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'parquet-images-'));
beforeAll(() => vi.stubEnv('BCOS_CACHE_DIR', join(root, 'cache')));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

const split = z.object({ labels: z.array(z.number()), images: z.array(z.string()) });
/** What Pillow reads of the images that pyarrow wrote: `bench/peers/image_file_fixtures.py`. */
const expected = z
  .record(z.string(), z.object({ classes: z.array(z.string()), train: split, test: split }))
  .parse(JSON.parse(readFileSync(join(fixtures, 'expected.json'), 'utf8')));

let notes: string[] = [];
function open(source: string | undefined, of: Partial<DataRequest> = {}): Promise<ImageSource> {
  notes = [];
  const request = { source, counts: { train: undefined, test: undefined }, seed: 0, ...of };
  return parquet.produce(request, {
    progress: () => undefined,
    say: () => undefined,
    note: (line) => notes.push(line),
  });
}

it.each(Object.entries(expected))('reads the images and labels that pyarrow wrote: %s', async (name, found) => {
  const source = await open(join(fixtures, name));
  expect(source.classes).toEqual(found.classes);
  expect(source.counts).toEqual({ train: found.train.labels.length, test: found.test.labels.length });
  expect(await hashedSplit(source, 'train')).toEqual(found.train);
  expect(await hashedSplit(source, 'test')).toEqual(found.test);
});

it('reads the first images, also over the end of a file and of a group of rows', async () => {
  const source = await open(join(fixtures, 'colours'), { counts: { train: 4, test: 1 } });
  expect(source).toMatchObject({ shape: [5, 6, 3], counts: { train: 4, test: 1 } });
  expect((await hashedSplit(source, 'train')).images).toEqual(expected['colours']?.train.images.slice(0, 4));
  await expect(open(join(fixtures, 'colours'), { counts: { train: 6, test: 1 } })).rejects.toThrow('--train: 6 images');
});

it('brings images to a size that is asked for, and to one channel', async () => {
  const source = await open(join(fixtures, 'colours'), { size: 4, channels: 1 });
  expect(source.shape).toEqual([4, 4, 1]);
  for await (const { image } of source.images('test')) expect(image).toHaveLength(16);
  expect(source.resize?.()).toMatchObject({ size: 4, images: 3 });
});

it('says what it chose', async () => {
  await open(join(fixtures, 'grey'));
  expect(notes).toEqual([
    'the test images are those for validation: no file has test images',
    'all 2 images are grey: they have 1 channel; --channels 3 gives them three',
    'there are no training images: channel means and deviations are those of the test images',
  ]);
  const source = await open(join(fixtures, 'bytes', 'images.parquet'));
  expect(source.counts).toEqual({ train: 0, test: 2 });
  expect(notes[0]).toBe('the classes have no names: they are called 0 to 3, as the labels are');
});

it('labels images by superclasses where that is asked for', async () => {
  const source = await open(join(fixtures, 'fine'), { coarse: true });
  expect(source.classes).toEqual(['insect', 'mammal']);
  expect((await hashedSplit(source, 'test')).labels).toEqual([0, 1]);
  await expect(open(join(fixtures, 'colours'), { coarse: true })).rejects.toThrow(
    /--coarse: .* has no column coarse_label; leave it out/,
  );
});

it('refuses rows without an image or a class, naming file, row and column', async () => {
  await expect(open(join(fixtures, 'paths'))).rejects.toThrow(
    /test.parquet, row 0: has no bytes of an image in column 'image'; write the files with the images in them/,
  );
  await expect(open(join(fixtures, 'label'))).rejects.toThrow(
    "test.parquet, row 1: has the label 3 in column 'label', which is of no class",
  );
});

it('refuses what is no data set of Parquet files', async () => {
  await expect(open(undefined)).rejects.toThrow('--source: is missing; give a folder of files such as train-00000');
  const empty = join(root, 'empty');
  mkdirSync(empty);
  await expect(open(empty)).rejects.toThrow(`${empty}: has no .parquet file; give`);
  const [train] = ['data/train-00000-of-00002-0123456789abcdef.parquet'];
  const only = join(root, 'only');
  cpSync(join(fixtures, 'colours', train), join(only, train));
  await expect(open(only)).rejects.toThrow(`${only}: has no .parquet file of test images; give`);
  cpSync(join(fixtures, 'colours'), only, { recursive: true });
  cpSync(join(fixtures, 'fine'), only, { recursive: true });
  await expect(open(only)).rejects.toThrow(
    `${only}: has files of one split in several folders: cifar100/, data/; give one of them as --source`,
  );
  const cut = join(root, 'test.parquet');
  cpSync(join(fixtures, 'label', 'test.parquet'), cut);
  truncateSync(cut, 900);
  await expect(open(cut)).rejects.toThrow(`${cut}: cannot be read as a Parquet file (`);
  writeFileSync(cut, 'a,b\n');
  await expect(open(cut)).rejects.toThrow(`${cut}: cannot be read as a Parquet file (`);
});

it('has the same identity in another place, and another where a file is another', async () => {
  const copy = join(root, 'copy');
  cpSync(join(fixtures, 'colours'), copy, { recursive: true });
  expect(await parquet.identity(copy, {})).toBe(await parquet.identity(join(fixtures, 'colours'), {}));
  const file = join(copy, 'data/test-00000-of-00001-0123456789abcdef.parquet');
  writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('x')]));
  expect(await parquet.identity(copy, {})).not.toBe(await parquet.identity(join(fixtures, 'colours'), {}));
});
