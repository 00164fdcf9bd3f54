import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDataset, readNotes, readImages } from '@bcos-bench/formats';
import { runStage } from '@bcos-bench/cli';
import { dataStage } from './dataStage.js';

let parent = '';
let printed = '';
let complained = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'data-'));
  [printed, complained] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => (printed += String(text)) !== '');
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => (complained += String(text)) !== '');
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(parent, { recursive: true });
});

function run(out: string, ...more: string[]): Promise<void> {
  return runStage(dataStage, ['--out', join(parent, out), ...more]);
}

function bytes(out: string): Record<string, string> {
  const files = readdirSync(join(parent, out)).filter((file) => file !== 'timing.json');
  const sha256 = (file: string): string =>
    createHash('sha256')
      .update(readFileSync(join(parent, out, file)))
      .digest('hex');
  return Object.fromEntries(files.map((file) => [file, sha256(file)]));
}

it('writes a data set that the other stages can read', async () => {
  await run('a', '--dataset', 'shapes', '--train', '30', '--test', '10');
  expect(printed).toBe('shapes: 30 training and 10 test images of 10 classes, 32x32x3\n');
  expect(readdirSync(join(parent, 'a')).toSorted()).toEqual([
    'dataset.json',
    'manifest.json',
    'manifest.sha256',
    'test-00000-of-00001.arrow',
    'timing.json',
    'train-00000-of-00001.arrow',
  ]);
  const { images, labels, index } = readImages(join(parent, 'a'), 'train');
  expect([...index].slice(0, 3)).toEqual([0, 1, 2]);
  expect([...labels].slice(8, 12)).toEqual([8, 9, 0, 1]);
  const reds = images.filter((_, i) => i % 3 === 0);
  const mean = reds.reduce((sum, value) => sum + value, 0) / reds.length / 255;
  expect(readDataset(join(parent, 'a')).channelMean[0]).toBeCloseTo(mean, 9);
});

it('writes the same bytes again, and others for another seed', async () => {
  const flags = ['--dataset', 'shapes', '--train', '10', '--test', '10', '--quiet'];
  await run('a', ...flags);
  await run('b', ...flags);
  await run('c', ...flags, '--seed', '1');
  expect(bytes('b')).toEqual(bytes('a'));
  expect(bytes('c')).not.toEqual(bytes('a'));
  expect(printed).toBe('');
});

it('makes no data set whose test split is empty', async () => {
  for (const name of ['cat', 'dog']) {
    mkdirSync(join(parent, 'images', name), { recursive: true });
    const image = { width: 8, height: 8, channels: 3, background: 'red' } as const;
    await sharp({ create: image }).toFile(join(parent, 'images', name, 'b.png'));
  }
  await run('a', '--dataset', 'folder', '--source', join(parent, 'images'));
  expect(process.exitCode).toBe(1);
  expect(complained).toBe(
    "bcos-data: data set 'folder': no image falls to the test split; add images, or put them into the folders train and test\n",
  );
  expect(readdirSync(parent)).toEqual(['images']);
});

describe('images of another size', () => {
  beforeEach(async () => {
    for (const folder of ['train/cat', 'train/dog', 'test/cat', 'test/dog']) {
      mkdirSync(join(parent, 'images', folder), { recursive: true });
      const image = { width: folder === 'test/dog' ? 40 : 32, height: 32, channels: 3, background: 'red' } as const;
      await sharp({ create: image }).toFile(join(parent, 'images', folder, 'b.png'));
    }
  });
  const method = 'shorter side to 32, antialiased bilinear; centre 32x32';
  const flags = (): string[] => ['--dataset', 'folder', '--source', join(parent, 'images')];

  it('are refused, by name and size, without --size', async () => {
    await run('a', ...flags());
    const first = join(parent, 'images/train/dog/b.png');
    expect(process.exitCode).toBe(1);
    expect(complained).toBe(
      `bcos-data: ${join(parent, 'images/test/dog/b.png')}: has 40x32 pixels, and ${first} has 32x32; give images of one size, or bring all to one with --size, such as --size 32\n`,
    );
    expect(readdirSync(parent)).toEqual(['images']);
  });

  it('are scaled with --size 32, which is recorded and noted', async () => {
    await run('a', ...flags(), '--size', '32');
    expect(readDataset(join(parent, 'a')).resize).toEqual({ size: 32, method, images: 1 });
    expect(readNotes(join(parent, 'a'))).toEqual([`1 of 4 images were scaled to 32x32 (${method})`]);
  });

  it('are brought to any size', async () => {
    await run('a', ...flags(), '--resize', '40', '--size', '24');
    const { shape, resize } = readDataset(join(parent, 'a'));
    expect(shape).toEqual([24, 24, 3]);
    expect(resize).toEqual({
      size: 24,
      method: 'shorter side to 40, antialiased bilinear; centre 24x24',
      images: 4,
    });
  });
});

it.each([
  ['28', '1', [28, 28, 1]],
  ['40', '3', [40, 40, 3]],
])('draws shapes of any size and of one channel: %s, %s', async (size, channels, shape) => {
  await run('a', '--dataset', 'shapes', '--train', '10', '--test', '10', '--size', size, '--channels', channels);
  const dataset = readDataset(join(parent, 'a'));
  expect(dataset.shape).toEqual(shape);
  expect(dataset.channelMean).toHaveLength(Number(channels));
  expect(readImages(join(parent, 'a'), 'test').images).toHaveLength(10 * Number(size) ** 2 * Number(channels));
});

it('refuses a data set that it does not know', async () => {
  await run('a', '--dataset', 'mnist');
  expect(process.exitCode).toBe(2);
  expect(readdirSync(parent)).toEqual([]);
});
