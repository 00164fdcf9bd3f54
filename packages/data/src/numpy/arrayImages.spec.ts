import { mkdtempSync, readFileSync, rmSync, writeFileSync, cpSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Fault } from '@bcos-bench/vocabulary';
import type { DataRequest, ImageSource } from '../datasetKind.js';
import { readSplit } from '../testing/readSplit.fixture.js';
import { arrayImages } from './arrayImages.js';
import { npyBytes } from './storedArray.js';
import { labelArray } from './labelArray.js';
import { numpy } from './numpy.js';

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'numpy-'));
afterAll(() => rmSync(root, { recursive: true }));

const splitSchema = z.object({ images: z.array(z.array(z.number())), labels: z.array(z.number()) });
const expected = z
  .record(z.string(), z.object({ train: splitSchema.optional(), test: splitSchema }))
  .parse(JSON.parse(readFileSync(fixture('expected.json'), 'utf8')));

const notes: string[] = [];
const request = (source: string, of: Partial<DataRequest> = {}): DataRequest => ({
  ...{ source, counts: { train: undefined, test: undefined }, seed: 0 },
  ...of,
});
const open = (source: string, of?: Partial<DataRequest>): Promise<ImageSource> => {
  notes.length = 0;
  return arrayImages(request(source, of), { note: (line) => notes.push(line) });
};

describe('arrays of NumPy', () => {
  it.each(Object.entries(expected))(
    'have the images and labels that NumPy saved: %s',
    async (name, { train, test }) => {
      const source = await open(fixture(name));
      expect(await readSplit(source, 'test')).toEqual(test);
      expect(await readSplit(source, 'train')).toEqual(train ?? { images: [], labels: [] });
      expect(source.counts).toEqual({ train: train?.labels.length ?? 0, test: test.labels.length });
    },
  );

  it('have means and deviations of the test images where there are no others, and say so', async () => {
    const { statistics, classes, shape } = await open(fixture('bytes'));
    expect(shape).toEqual([4, 6, 3]);
    expect(classes).toEqual(['0', '1', '2'].slice(0, classes.length));
    expect(statistics?.channelMean).toHaveLength(3);
    expect(notes).toEqual([
      expect.stringMatching(/^the classes have no names: they are called 0 to \d, as the labels are$/),
      'there are no training images: channel means and deviations are those of the test images',
    ]);
    expect((await open(fixture('keras.npz'))).statistics).toBeUndefined();
  });

  it('take the first images, and the names of a file of classes', async () => {
    const folder = join(root, 'named');
    cpSync(fixture('bytes'), folder, { recursive: true });
    writeFileSync(join(folder, 'classes.txt'), 'cat\r\ndog\nbird\n\n');
    const source = await open(folder, { counts: { train: undefined, test: 2 } });
    expect(source.classes).toEqual(['cat', 'dog', 'bird']);
    expect((await readSplit(source, 'test')).images).toEqual(expected['bytes']?.test.images.slice(0, 2));
    writeFileSync(join(folder, 'classes.txt'), 'cat\n');
    await expect(open(folder)).rejects.toThrow(/classes\.txt: names 1 classes, and there is the label [12]/);
  });

  it.each([
    ['arrays of other names', () => fixture('.'), /has no test images: its arrays are fortran, version2; /],
    ['no array', () => root, /has no \.npy file/],
    ['more images than there are', () => fixture('bytes'), /6 images are asked for, but the data set has 5/],
  ])('are refused in one line: %s', async (_, source, message) => {
    await expect(open(source(), { counts: { train: undefined, test: 6 } })).rejects.toThrow(message);
  });

  it('are refused where images and labels do not go together', async () => {
    const folder = join(root, 'fewer');
    cpSync(fixture('bytes'), folder, { recursive: true });
    cpSync(fixture('float64-column-of-labels/labels.npy'), join(folder, 'images.npy'));
    await expect(open(folder)).rejects.toThrow('images.npy: has the shape (5, 1)');
    cpSync(fixture('fortran.npy'), join(folder, 'images.npy'));
    await expect(open(folder)).rejects.toThrow("images.npy: has its numbers in Fortran's order");
  });

  it('are refused, or read, but never crash: bytes that are damaged', () => {
    const bytes = readFileSync(fixture('version2.npy'));
    expect(labelArray(npyBytes(bytes, 'a'))).toEqual(expected['bytes']?.test.labels);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (place, byte, length) => {
        const damaged = Buffer.from(bytes.subarray(0, length));
        if (place < length) damaged[place] = byte;
        try {
          labelArray(npyBytes(damaged, 'a'));
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
        }
      }),
    );
  });

  it('have an identity that is the same wherever they lie', async () => {
    const folder = join(root, 'elsewhere');
    cpSync(fixture('bytes'), folder, { recursive: true });
    expect(await numpy.identity(folder, {})).toBe(await numpy.identity(fixture('bytes'), {}));
    cpSync(fixture('version2.npy'), join(folder, 'other.npy'));
    expect(await numpy.identity(folder, {})).not.toBe(await numpy.identity(fixture('bytes'), {}));
  });
});
