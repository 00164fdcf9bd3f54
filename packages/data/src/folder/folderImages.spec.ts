import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LabelledImage } from '../datasetKind.js';
import { folderImages } from './folderImages.js';

let root = '';
let notes: string[] = [];
const note = (line: string): void => void notes.push(line);
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'folder-'));
  notes = [];
});
afterEach(() => rmSync(root, { recursive: true }));

/** An image of one colour. */
async function plain(path: string, width: number, height: number, background: string): Promise<string> {
  await sharp({ create: { width, height, channels: 4, background } }).toFile(path);
  return path;
}

describe('folderImages', () => {
  async function labelsOf(images: Iterable<LabelledImage> | AsyncIterable<LabelledImage>): Promise<number[]> {
    const labels = [];
    for await (const { image, label } of images) {
      expect(image[0]).toBe(label === 0 ? 255 : 0);
      labels.push(label);
    }
    return labels;
  }

  it('labels images by their class, up to the number asked for', async () => {
    for (const folder of ['train/cat', 'train/dog', 'test/dog']) mkdirSync(join(root, folder), { recursive: true });
    await plain(join(root, 'train/cat/1.png'), 8, 8, '#ff0000');
    await plain(join(root, 'train/dog/1.png'), 8, 8, '#00ff00');
    await plain(join(root, 'test/dog/1.png'), 8, 8, '#00ff00');
    const request = { source: root, seed: 0, size: 32, counts: { train: undefined, test: undefined } };
    const { classes, counts, shape, images, resize } = await folderImages(request, { note });
    expect(shape).toEqual([32, 32, 3]);
    expect(classes).toEqual(['cat', 'dog']);
    expect(counts).toEqual({ train: 2, test: 1 });
    expect((await labelsOf(images('train'))).toSorted()).toEqual([0, 1]);
    expect(await labelsOf(images('test'))).toEqual([1]);
    expect(resize?.()).toEqual({
      size: 32,
      method: 'shorter side to 32, antialiased bilinear; centre 32x32',
      images: 3,
    });
    expect(notes).toEqual(['no test image of 1 of 2 classes: cat']);
    const one = await folderImages({ ...request, counts: { train: 1, test: undefined } }, { note });
    expect(await labelsOf(one.images('train'))).toHaveLength(1);
    const many = { ...request, counts: { train: 3, test: undefined } };
    await expect(folderImages(many, { note })).rejects.toThrow('--train: 3 images');
  });

  /** Two images, of which the second has the given number of pixels. */
  async function two(width: number, height: number, background = '#ff0000'): Promise<void> {
    mkdirSync(join(root, 'train/cat'), { recursive: true });
    mkdirSync(join(root, 'test/cat'), { recursive: true });
    mkdirSync(join(root, 'test/dog'), { recursive: true });
    await plain(join(root, 'train/cat/1.png'), 30, 20, '#ff0000');
    await plain(join(root, 'test/dog/2.png'), width, height, background);
  }
  const all = { seed: 0, counts: { train: undefined, test: undefined } };
  const testImages = async (more: object): Promise<Uint8Array[]> => {
    const { images } = await folderImages({ ...all, source: root, ...more }, { note });
    const found = [];
    for await (const { image } of images('test')) found.push(image);
    return found;
  };

  it('takes files of one size as they are, also where they are no squares', async () => {
    await two(30, 20);
    const { shape, resize } = await folderImages({ ...all, source: root }, { note });
    expect(shape).toEqual([20, 30, 3]);
    expect(resize?.()).toBeNull();
    expect((await testImages({})).map(({ length }) => length)).toEqual([20 * 30 * 3]);
  });

  it.each([
    [30, 21],
    [20, 30],
    [1, 1],
  ])(
    'refuses a file of %i by %i pixels beside others, in a line that names both and the flag',
    async (width, height) => {
      await two(width, height);
      await expect(testImages({})).rejects.toThrow(
        `${join(root, 'test/dog/2.png')}: has ${width}x${height} pixels, and ${join(root, 'train/cat/1.png')} has 30x20; ` +
          'give images of one size, or bring all to one with --size, such as --size 20',
      );
      expect((await testImages({ size: 16 })).map(({ length }) => length)).toEqual([16 * 16 * 3]);
    },
  );

  it('gives images one channel where all files are grey, and says so, or where that is asked for', async () => {
    await two(30, 20);
    for (const file of ['train/cat/1.png', 'test/dog/2.png']) {
      const create = { width: 30, height: 20, channels: 3, background: '#808080' } as const;
      await sharp({ create }).toColourspace('b-w').toFile(join(root, file));
    }
    expect(await testImages({})).toEqual([new Uint8Array(600).fill(128)]);
    expect(notes.at(-1)).toBe('all 2 images are grey: they have 1 channel; --channels 3 gives them three');
    notes = [];
    expect(await testImages({ channels: 3 })).toEqual([new Uint8Array(1800).fill(128)]);
    await plain(join(root, 'train/cat/1.png'), 30, 20, '#00ff00');
    expect(await testImages({})).toEqual([new Uint8Array(1800).fill(128)]);
    expect(notes.filter((line) => line.includes('grey'))).toEqual([]);
    await plain(join(root, 'test/dog/2.png'), 30, 20, '#00ff00');
    // The luma of green: 0.587 of 255.
    expect(await testImages({ channels: 1 })).toEqual([new Uint8Array(600).fill(150)]);
  });
});
