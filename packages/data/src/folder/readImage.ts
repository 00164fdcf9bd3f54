import { readFile } from 'node:fs/promises';
import { byteAt, luma, type ImageChannels } from '@bcos-bench/vocabulary';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import { requireRegularFile } from '@bcos-bench/formats/regularFile';
import type { Pixels } from './decodedPixels.js';
import { opened } from './pixels.js';
import { resizedAndCropped, type TargetSize } from './resizeAndCrop.js';

/** An image as a file holds it, packed. */
export interface PackedImage {
  /** What a fault calls it. */
  readonly where: string;
  /** @throws Fault or Error where it cannot be read */
  readonly bytes: () => Promise<Buffer>;
}

/** A file of one image. */
export function imageFile(path: string): PackedImage {
  const bytes = (): Promise<Buffer> => {
    requireRegularFile(path, REMEDY);
    return readFile(path);
  };
  return { where: path, bytes };
}

const REMEDY = 'repair it or remove it';

/** What an image is made to be. */
export interface WantedImage {
  readonly channels: ImageChannels;
  /** Null where it stays of the size that it has. */
  readonly target: TargetSize | null;
}

/** An image as the shards hold it, and what it was before. */
export interface ReadImage {
  /** Bytes of row, column, channel. */
  readonly image: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  /** Whether it was brought to another size. */
  readonly scaled: boolean;
}

/**
 * Reads an image as bytes of one or three channels. What is transparent becomes white, and a camera's note of how it was held is
 * followed. A grey image of three channels has the same in each; a coloured one of one channel is its luma.
 * @throws Fault where it cannot be decoded
 */
export function readImage(image: PackedImage, { channels, target }: WantedImage): Promise<ReadImage> {
  return orFault(image, async (bytes) => {
    const pixels = await decoded(bytes);
    const found = channels === 1 ? inGreys(pixels) : pixels;
    const { data, width, height } = target === null ? found : resizedAndCropped(found, target);
    return { image: data, rows: height, columns: width, scaled: width !== found.width || height !== found.height };
  });
}

/** Whether an image holds greys alone, by its format. @throws Fault where it cannot be read */
export function isGrey(image: PackedImage): Promise<boolean> {
  return orFault(image, async (bytes) => {
    const { channels } = await opened(bytes).metadata();
    // Grey, or grey and opacity.
    return channels <= 2;
  });
}

async function decoded(bytes: Buffer): Promise<Pixels> {
  const { data, info } = await opened(bytes)
    .autoOrient()
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`it has ${info.channels} channels after it was decoded`);
  return { data: new Uint8Array(data), width: info.width, height: info.height, channels: info.channels };
}

/** An image of red, green and blue in greys, as Pillow's `convert('L')` makes them. */
function inGreys({ data, width, height, channels }: Pixels): Pixels {
  const greys = new Uint8Array(width * height);
  for (let pixel = 0; pixel < greys.length; pixel += 1) {
    const red = pixel * channels;
    greys[pixel] = luma(byteAt(data, red), byteAt(data, red + 1), byteAt(data, red + 2));
  }
  return { data: greys, width, height, channels: 1 };
}

async function orFault<T>({ where, bytes }: PackedImage, read: (bytes: Buffer) => Promise<T>): Promise<T> {
  try {
    return await read(await bytes());
  } catch (error) {
    if (error instanceof Fault) throw error;
    const what = `cannot be read as an image (${reasonOf(error)})`;
    throw new Fault({ what, where, remedy: REMEDY }, { cause: error });
  }
}
