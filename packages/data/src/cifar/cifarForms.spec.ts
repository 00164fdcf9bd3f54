import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extract } from 'tar';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { CIFAR10_CLASSES, CIFAR100_CLASSES, CIFAR100_SUPERCLASSES, lookUp } from '@bcos-bench/vocabulary';
import { cifar10 } from '../cifar10/cifar10.js';
import type { DatasetKind, DataRequest, ImageSource } from '../datasetKind.js';
import { hashedSplit } from '../testing/hashedSplit.fixture.js';
import { cifar100 } from './cifar100.js';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'cifar-forms-'));
beforeAll(() => vi.stubEnv('BCOS_CACHE_DIR', join(root, 'cache')));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

const splitSchema = z.object({
  labels: z.array(z.number()),
  images: z.array(z.string()),
  coarse: z.array(z.number()).default([]),
});
/** What torchvision reads: `bench/peers/cifar_fixtures.py`. */
const readByTorchvision = new Map(
  Object.entries(
    z
      .record(z.string(), z.object({ classes: z.array(z.string()), train: splitSchema, test: splitSchema }))
      .parse(JSON.parse(readFileSync(join(fixtures, 'expected.json'), 'utf8'))),
  ),
);

let notes: string[] = [];
function open(kind: DatasetKind, source: string, of: Partial<DataRequest> = {}): Promise<ImageSource> {
  notes = [];
  const request = { source, counts: { train: undefined, test: undefined }, seed: 0, ...of };
  return kind.produce(request, { progress: () => undefined, say: () => undefined, note: (line) => notes.push(line) });
}

async function unpacked(archive: string): Promise<string> {
  const folder = mkdtempSync(join(root, 'unpacked-'));
  await extract({ file: archive, cwd: folder });
  return folder;
}

it.each(['python2', 'protocol2', 'protocol5'])('reads CIFAR-10 for Python as torchvision does: %s', async (name) => {
  const archive = join(fixtures, name, 'cifar-10-python.tar.gz');
  const { train, test } = lookUp(readByTorchvision, name);
  const folder = await unpacked(archive);
  for (const source of [archive, folder, join(folder, 'cifar-10-batches-py')]) {
    const images = await open(cifar10, source);
    expect(images).toMatchObject({ classes: CIFAR10_CLASSES, counts: { train: 10, test: 3 }, shape: [32, 32, 3] });
    expect(await hashedSplit(images, 'train')).toEqual({ labels: train.labels, images: train.images });
    expect(await hashedSplit(images, 'test')).toEqual({ labels: test.labels, images: test.images });
    expect(await cifar10.identity(source, {})).toBe(await cifar10.identity(archive, {}));
  }
  expect(notes).toEqual(['not all that the authors publish: 10 training and 3 test images, not 50000 and 10000']);
  const few = await open(cifar10, archive, { counts: { train: 3, test: 1 } });
  expect((await hashedSplit(few, 'train')).images).toEqual(train.images.slice(0, 3));
  await expect(open(cifar10, archive, { channels: 1 })).rejects.toThrow('--channels: the images of CIFAR-10 are of');
});

it.each(['python', 'binary'])('reads CIFAR-100 as torchvision does, with fine and coarse labels: %s', async (form) => {
  const archive = join(fixtures, 'cifar100', `cifar-100-${form}.tar.gz`);
  const { classes, train, test } = lookUp(readByTorchvision, 'cifar100');
  const names = form === 'binary' ? CIFAR100_CLASSES : classes;
  const folder = await unpacked(archive);
  for (const source of [archive, folder, join(folder, `cifar-100-${form}`)]) {
    const images = await open(cifar100, source);
    expect(images).toMatchObject({ classes: names, counts: { train: 5, test: 3 }, shape: [32, 32, 3] });
    expect(await hashedSplit(images, 'train')).toEqual({ labels: train.labels, images: train.images });
    expect(await hashedSplit(images, 'test')).toEqual({ labels: test.labels, images: test.images });
    expect(await cifar100.identity(source, {})).toBe(await cifar100.identity(archive, {}));
  }
  const coarse = await open(cifar100, archive, { coarse: true });
  expect(coarse.classes).toHaveLength(20);
  expect(await hashedSplit(coarse, 'train')).toEqual({ labels: train.coarse, images: train.images });
});

it('has the names of all classes', () => {
  expect([CIFAR100_CLASSES.length, CIFAR100_SUPERCLASSES.length]).toEqual([100, 20]);
  expect([CIFAR100_CLASSES[0], CIFAR100_CLASSES[99], CIFAR100_SUPERCLASSES[19]]).toEqual([
    'apple',
    'worm',
    'vehicles_2',
  ]);
});

it.each([
  ['data_batch_3', Buffer.from('cos\nsystem\n(S"true"\ntR.', 'latin1'), "asks for 'os.system'"],
  ['data_batch_3', Buffer.from('}.'), "holds no list 'labels' of whole numbers"],
  ['data_batch_3', Buffer.from('}q\0(U\x06labels]K\x01au.', 'latin1'), "holds no 'data' of 1 rows of 3072 bytes"],
  ['data_batch_3', Buffer.from('].'), 'holds no dict'],
  ['data_batch_3', Buffer.from('}..'), 'goes on after its end'],
  ['batches.meta', Buffer.from('}.'), "holds no 'label_names'"],
])('refuses %s in one line where it is another: %s', async (file, bytes, message) => {
  const folder = await unpacked(join(fixtures, 'python2', 'cifar-10-python.tar.gz'));
  writeFileSync(join(folder, 'cifar-10-batches-py', file), bytes);
  await expect(open(cifar10, folder)).rejects.toThrow(message);
  await expect(open(cifar10, folder)).rejects.toThrow(join('cifar-10-batches-py', file));
});

it('refuses what is cut, lacks a file, or has a label without a class', async () => {
  const folder = await unpacked(join(fixtures, 'cifar100', 'cifar-100-binary.tar.gz'));
  const file = join(folder, 'cifar-100-binary', 'train.bin');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, -1));
  await expect(open(cifar100, folder)).rejects.toThrow(
    `${file}: is cut in record 4: it has 15369 bytes, and each record has 3074; unpack`,
  );
  bytes[1] = 100;
  writeFileSync(file, bytes);
  await expect(open(cifar100, folder)).rejects.toThrow(`${file}: image 0 has the label 100, but labels are 0 to 99`);
  rmSync(file);
  const remedy = 'give cifar-100-binary.tar.gz or the folder cifar-100-binary from it';
  await expect(open(cifar100, folder)).rejects.toThrow(`has no train.bin, which CIFAR-100 has; ${remedy}`);
  mkdirSync(join(root, 'empty'));
  await expect(open(cifar100, join(root, 'empty'))).rejects.toThrow('has no train.bin, which CIFAR-100 has');
  await expect(cifar100.identity(undefined, {})).rejects.toThrow(
    '--source: is missing; give cifar-100-binary.tar.gz or',
  );
});
