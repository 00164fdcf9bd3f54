import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomStream } from '@bcos-bench/random';
import { at } from '@bcos-bench/vocabulary/at';
import { imageFile, readImage as readPacked, type ReadImage, type WantedImage } from './readImage.js';

const readImage = (path: string, wanted: WantedImage): Promise<ReadImage> => readPacked(imageFile(path), wanted);

const asIs = { channels: 3, target: null } as const;
const small = { channels: 3, target: { size: 32, resize: 32 } } as const;

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'read-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** An image of one colour. */
async function plain(path: string, width: number, height: number, background: string): Promise<string> {
  await sharp({ create: { width, height, channels: 4, background } }).toFile(path);
  return path;
}

function corners(image: Uint8Array): number[][] {
  return [0, 31, 992, 1023].map((pixel) => [...image.subarray(pixel * 3, pixel * 3 + 3)]);
}

function randomBytes(): Uint8Array {
  const random = randomStream(1);
  return Uint8Array.from({ length: 3072 }, () => random.uint32() & 0xff);
}

describe('readImage', () => {
  it.each(['png', 'webp', 'tiff'] as const)('leaves the bytes of 32x32 pixels of %s as they are', async (format) => {
    const bytes = randomBytes();
    const path = join(root, `exact.${format}`);
    await sharp(bytes, { raw: { width: 32, height: 32, channels: 3 } })
      .toFormat(format, { lossless: true, compression: 'lzw' })
      .toFile(path);
    const whole = { image: bytes, rows: 32, columns: 32, scaled: false };
    expect(await readImage(path, asIs)).toEqual(whole);
    expect(await readImage(path, small)).toEqual(whole);
  });

  it('knows a format by the content and not by the name', async () => {
    const bytes = randomBytes();
    const path = join(root, 'named.jpg');
    writeFileSync(path, Buffer.concat([Buffer.from('P6 32 32 255\n'), bytes]));
    expect((await readImage(path, asIs)).image).toEqual(bytes);
  });

  it.each([
    ['tall.jpg', 20, 90],
    ['wide.jpeg', 90, 20],
    ['large.png', 200, 200],
  ] as const)('scales %s to 32x32', async (name, width, height) => {
    const path = await plain(join(root, name), width, height, '#6496c8');
    const { image, scaled } = await readImage(path, small);
    expect(image).toHaveLength(3072);
    expect(scaled).toBe(true);
    for (const corner of corners(image)) {
      [100, 150, 200].forEach((value, channel) => expect(Math.abs(at(corner, channel) - value)).toBeLessThan(3));
    }
  });

  it('takes the size as it is seen, with what the camera says of how it was held', async () => {
    const path = join(root, 'turned.jpg');
    await sharp({ create: { width: 40, height: 32, channels: 3, background: 'red' } })
      .withMetadata({ orientation: 6 })
      .toFile(path);
    expect(await readImage(path, asIs)).toMatchObject({ rows: 40, columns: 32 });
  });

  it('makes what is transparent white', async () => {
    const { image } = await readImage(await plain(join(root, 'clear.png'), 32, 32, '#00000000'), asIs);
    expect(new Set(image)).toEqual(new Set([255]));
  });

  it('makes three channels of a grey image, also of one with 16 bits', async () => {
    const path = join(root, 'grey.png');
    await sharp({ create: { width: 32, height: 32, channels: 3, background: '#808080' } })
      .toColourspace('grey16')
      .toFile(path);
    expect(new Set((await readImage(path, asIs)).image)).toEqual(new Set([128]));
  });

  it('is a fault that names a file which is cut or no image', async () => {
    const path = await plain(join(root, 'cut.png'), 100, 100, 'red');
    writeFileSync(path, readFileSync(path).subarray(0, 100));
    await expect(readImage(path, asIs)).rejects.toThrow(`${path}: cannot be read as an image (`);
    writeFileSync(path, 'hello');
    await expect(readImage(path, asIs)).rejects.toThrow(`${path}: cannot be read as an image (`);
  });

  it('is one line, and no hang, of what is no regular file', async () => {
    execFileSync('mkfifo', [join(root, 'pipe.png')]);
    await expect(readImage(join(root, 'pipe.png'), asIs)).rejects.toThrow(
      'pipe.png: is a named pipe, not a regular file',
    );
    symlinkSync('/dev/zero', join(root, 'zero.png'));
    await expect(readImage(join(root, 'zero.png'), asIs)).rejects.toThrow('zero.png: is a device, not a regular file');
    await expect(readImage(root, asIs)).rejects.toThrow(`${root}: is a folder, not a regular file`);
  });
});
