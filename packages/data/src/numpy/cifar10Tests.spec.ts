import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DataRequest, ImageSource } from '../datasetKind.js';
import { cifar10CImages, cifar10Point1Images } from './cifar10Tests.js';

const root = mkdtempSync(join(tmpdir(), 'cifar10-tests-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Writes an array of bytes as NumPy does. */
function save(name: string, shape: readonly number[], values: readonly number[]): void {
  const text = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`.padEnd(117) + '\n';
  const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length & 255, text.length >> 8]);
  writeFileSync(join(root, `${name}.npy`), Buffer.concat([head, Buffer.from(text), Buffer.from(values)]));
}

const request = (of: Partial<DataRequest>): DataRequest => ({
  ...{ source: root, counts: { train: undefined, test: undefined }, seed: 0 },
  ...of,
});
async function rows(source: ImageSource): Promise<[number | undefined, number][]> {
  const found: [number | undefined, number][] = [];
  for await (const { image, label } of source.images('test')) found.push([image[0], label]);
  return found;
}

beforeAll(() => {
  mkdirSync(join(root, 'empty'));
  // Three images of one pixel at each of five severities: image i at severity s is 10 s + i.
  const values = [1, 2, 3, 4, 5].flatMap((severity) => [0, 1, 2].map((image) => 10 * severity + image));
  save(
    'fog',
    [15, 1, 1, 3],
    values.flatMap((value) => [value, value, value]),
  );
  save(
    'labels',
    [15],
    values.map((value) => value % 10),
  );
  save('cifar10.1_v4_data', [1, 1, 1, 3], [4, 4, 4]);
  save('cifar10.1_v4_labels', [1], [4]);
  save('cifar10.1_v6_data', [1, 1, 1, 3], [6, 6, 6]);
  save('cifar10.1_v6_labels', [1], [6]);
});

it('gives the images of some severities of CIFAR-10-C, one after the other', async () => {
  const source = cifar10CImages(request({ corruption: 'fog', severity: '1,4' }));
  expect(source).toMatchObject({ name: 'cifar10-c (fog)', counts: { train: 0, test: 6 } });
  expect(source.classes[9]).toBe('truck');
  expect(source.statistics?.channelMean).toEqual([0.4914, 0.4822, 0.4465]);
  expect(await rows(source)).toEqual([
    [10, 0],
    [11, 1],
    [12, 2],
    [40, 0],
    [41, 1],
    [42, 2],
  ]);
});

it('gives the first images of each severity, all five unless it is told which', async () => {
  const counts = { train: undefined, test: 1 };
  expect(await rows(cifar10CImages(request({ corruption: 'fog', counts })))).toEqual(
    [10, 20, 30, 40, 50].map((value) => [value, 0]),
  );
});

it('takes the newer version of CIFAR-10.1', async () => {
  const source = cifar10Point1Images(request({}));
  expect(source.name).toBe('cifar10.1 (v6)');
  expect(await rows(source)).toEqual([[6, 6]]);
});

it.each([
  [{ corruption: 'frog' }, "--corruption: there is no corruption 'frog'"],
  [{}, '--corruption: is missing'],
  [{ corruption: 'fog', severity: '0,1' }, '--severity: CIFAR-10-C has no severity 0'],
  [{ corruption: 'cifar10.1_v4_data' }, 'cifar10.1_v4_data has 1 images and labels 15 numbers'],
])('refuses %j in one line', (of, message) => {
  expect(() => cifar10CImages(request(of))).toThrow(message);
});

it.each([
  [{ size: 32 }, '--size: the images of CIFAR-10-C are of 1x1x3; leave this flag out'],
  [{ channels: 1 }, '--channels: the images of CIFAR-10-C are of 1x1x3; leave this flag out'],
] as const)('refuses %j, as all data sets of one shape do', (flags, message) => {
  expect(() => cifar10CImages(request({ corruption: 'fog', ...flags }))).toThrow(message);
  expect(() => cifar10Point1Images(request(flags))).toThrow(message.replace('CIFAR-10-C', 'CIFAR-10.1'));
  expect(() => cifar10Point1Images(request({ size: 1, channels: 3 }))).not.toThrow();
});
