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

  it('labels images by their class, the first so many', async () => {
    for (const folder of ['train/cat', 'train/dog', 'test/dog']) mkdirSync(join(root, folder), { recursive: true });
    await plain(join(root, 'train/cat/1.png'), 8, 8, '#ff0000');
    await plain(join(root, 'train/dog/1.png'), 8, 8, '#00ff00');
    await plain(join(root, 'test/dog/1.png'), 8, 8, '#00ff00');
    const request = { source: root, seed: 0, size: 32, counts: { train: undefined, test: undefined } };
    const { classes, counts, images, resize } = folderImages(request, { note });
    expect(classes).toEqual(['cat', 'dog']);
    expect(counts).toEqual({ train: 2, test: 1 });
    expect((await labelsOf(images('train'))).toSorted()).toEqual([0, 1]);
    expect(await labelsOf(images('test'))).toEqual([1]);
    expect(resize?.()).toEqual({ size: 32, method: 'centre square, Lanczos 3', images: 3 });
    expect(notes).toEqual(['no test image of 1 of 2 classes: cat']);
    const one = folderImages({ ...request, counts: { train: 1, test: undefined } }, { note });
    expect(await labelsOf(one.images('train'))).toHaveLength(1);
    const many = { ...request, counts: { train: 3, test: undefined } };
    expect(() => folderImages(many, { note })).toThrow('--train: 3 images');
  });
});
