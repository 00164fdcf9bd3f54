import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomStream } from '@bcos-bench/stage';
import type { LabelledPicture } from '../datasetKind.js';
import { folderPictures, readPicture } from './folderPictures.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'folder-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** A picture of one colour. */
async function plain(path: string, width: number, height: number, background: string): Promise<string> {
  await sharp({ create: { width, height, channels: 4, background } }).toFile(path);
  return path;
}

function corners(picture: Uint8Array): number[][] {
  return [0, 31, 992, 1023].map((pixel) => [...picture.subarray(pixel * 3, pixel * 3 + 3)]);
}

describe('readPicture', () => {
  it('leaves the bytes of a 32x32 PNG as they are', async () => {
    const random = randomStream(1);
    const bytes = Uint8Array.from({ length: 3072 }, () => random.uint32() & 0xff);
    const path = join(root, 'exact.png');
    await sharp(bytes, { raw: { width: 32, height: 32, channels: 3 } }).toFile(path);
    expect(await readPicture(path)).toEqual(bytes);
  });

  it.each([
    ['tall.jpg', 20, 90],
    ['wide.jpeg', 90, 20],
    ['large.png', 200, 200],
  ] as const)('scales %s to 32x32', async (name, width, height) => {
    const picture = await readPicture(await plain(join(root, name), width, height, '#6496c8'));
    expect(picture).toHaveLength(3072);
    for (const corner of corners(picture)) {
      [100, 150, 200].forEach((value, channel) => expect(Math.abs((corner[channel] ?? 0) - value)).toBeLessThan(3));
    }
  });

  it('makes what is transparent white', async () => {
    const picture = await readPicture(await plain(join(root, 'clear.png'), 32, 32, '#00000000'));
    expect(new Set(picture)).toEqual(new Set([255]));
  });

  it('makes three channels of a grey picture, also of one with 16 bits', async () => {
    const path = join(root, 'grey.png');
    await sharp({ create: { width: 32, height: 32, channels: 3, background: '#808080' } })
      .toColourspace('grey16')
      .toFile(path);
    expect(new Set(await readPicture(path))).toEqual(new Set([128]));
  });

  it('is a fault that names a file which is cut or no picture', async () => {
    const path = await plain(join(root, 'cut.png'), 100, 100, 'red');
    writeFileSync(path, readFileSync(path).subarray(0, 100));
    await expect(readPicture(path)).rejects.toThrow(`${path}: is no picture that can be read (`);
    writeFileSync(path, 'hello');
    await expect(readPicture(path)).rejects.toThrow(`${path}: is no picture that can be read (`);
  });
});

describe('folderPictures', () => {
  async function labelsOf(pictures: Iterable<LabelledPicture> | AsyncIterable<LabelledPicture>): Promise<number[]> {
    const labels = [];
    for await (const { image, label } of pictures) {
      expect(image[0]).toBe(label === 0 ? 255 : 0);
      labels.push(label);
    }
    return labels;
  }

  it('labels pictures by their class, the first so many', async () => {
    for (const folder of ['train/cat', 'train/dog', 'test/dog']) mkdirSync(join(root, folder), { recursive: true });
    await plain(join(root, 'train/cat/1.png'), 8, 8, '#ff0000');
    await plain(join(root, 'train/dog/1.png'), 8, 8, '#00ff00');
    await plain(join(root, 'test/dog/1.png'), 8, 8, '#00ff00');
    const request = { source: root, seed: 0, counts: { train: undefined, test: undefined } };
    const { classes, counts, pictures } = folderPictures(request);
    expect(classes).toEqual(['cat', 'dog']);
    expect(counts).toEqual({ train: 2, test: 1 });
    expect((await labelsOf(pictures('train'))).toSorted()).toEqual([0, 1]);
    expect(await labelsOf(pictures('test'))).toEqual([1]);
    const one = folderPictures({ ...request, counts: { train: 1, test: undefined } });
    expect(await labelsOf(one.pictures('train'))).toHaveLength(1);
    expect(() => folderPictures({ ...request, counts: { train: 3, test: undefined } })).toThrow('--train: 3 pictures');
  });
});
