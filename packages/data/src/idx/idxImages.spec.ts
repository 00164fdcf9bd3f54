import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { DataRequest, ImageSource } from '../datasetKind.js';
import { readSplit } from '../testing/readSplit.fixture.js';
import { idxImages } from './idxImages.js';
import { mnist } from './mnist.js';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'idx-'));
afterAll(() => rmSync(root, { recursive: true }));
const split = z.object({ images: z.array(z.array(z.number())), labels: z.array(z.number()) });
const expected = z
  .object({ train: split, test: split })
  .parse(JSON.parse(readFileSync(join(fixtures, 'expected.json'), 'utf8')));
const CLASSES = Array.from({ length: 10 }, (_, digit) => String(digit));

const open = (source: string | undefined, of: Partial<DataRequest> = {}): ImageSource =>
  idxImages({ source, counts: { train: undefined, test: undefined }, seed: 0, ...of }, CLASSES);
/** A copy of the fixtures in which a file is another. */
function changed(name: string, change: (bytes: Buffer) => Buffer): string {
  const folder = mkdtempSync(join(root, 'changed-'));
  cpSync(fixtures, folder, { recursive: true });
  writeFileSync(join(folder, name), change(readFileSync(join(folder, name))));
  return folder;
}

it('reads what torchvision reads, gzipped or not', async () => {
  const source = open(fixtures);
  expect(source).toMatchObject({ shape: [5, 4, 1], counts: { train: 4, test: 3 }, classes: CLASSES });
  expect(await readSplit(source, 'train')).toEqual(expected.train);
  expect(await readSplit(source, 'test')).toEqual(expected.test);
  const few = await readSplit(open(fixtures, { counts: { train: 2, test: 1 } }), 'train');
  expect(few.labels).toEqual(expected.train.labels.slice(0, 2));
});

it('has the same identity unpacked', async () => {
  const folder = changed('t10k-labels-idx1-ubyte.gz', (bytes) => gunzipSync(bytes));
  expect(await mnist.identity(folder, {})).toBe(await mnist.identity(fixtures, {}));
  const other = changed('train-labels-idx1-ubyte', (bytes) =>
    Buffer.from([...bytes.subarray(0, -1), (bytes.readUInt8(bytes.length - 1) + 1) % 10]),
  );
  expect(await mnist.identity(other, {})).not.toBe(await mnist.identity(fixtures, {}));
});

it.each([
  [
    'a label without a class',
    (bytes: Buffer) => Buffer.from([...bytes.subarray(0, -1), 12]),
    'record 3 has the label 12',
  ],
  ['a cut file', (bytes: Buffer) => bytes.subarray(0, -1), 'is cut: it has 11 bytes, not 12'],
  [
    'more numbers',
    (bytes: Buffer) => Buffer.concat([bytes, bytes]),
    'goes on after its numbers: it has 24 bytes, not 12',
  ],
  [
    'numbers of another type',
    (bytes: Buffer) => Buffer.from([0, 0, 0x0d, ...bytes.subarray(3)]),
    'holds numbers of type 0xd',
  ],
  ['another file', () => Buffer.from('<html></html>'), 'is no idx file'],
])('refuses %s in one line', (_, change, message) => {
  expect(() => open(changed('train-labels-idx1-ubyte', change))).toThrow(message);
});

it('refuses what is not there, and flags that ask for other images', () => {
  expect(() => open(undefined)).toThrow('--source: is missing');
  expect(() => open(root)).toThrow('has neither train-images-idx3-ubyte nor train-images-idx3-ubyte.gz');
  expect(() => open(fixtures, { channels: 3 })).toThrow('--channels: the images are of 5x4x1');
  expect(() => open(fixtures, { size: 28 })).toThrow('--size: the images are of 5x4x1');
});
