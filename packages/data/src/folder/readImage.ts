import { readFile } from 'node:fs/promises';
import { IMAGE_SHAPE } from '@bcos-bench/formats';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import { requireRegularFile } from '@bcos-bench/formats/regularFile';
import { opened } from './pixels.js';

const [ROWS, COLUMNS] = IMAGE_SHAPE;

/** How an image of another size is brought to the size that is asked for. */
export const RESIZE_METHOD = 'centre square, Lanczos 3';

/** An image as the shards hold it, and whether it was scaled to be so. */
export interface ReadImage {
  /** 3,072 bytes (row, column, channel). */
  readonly image: Uint8Array;
  readonly scaled: boolean;
}

/**
 * Reads an image file as 32x32 pixels of three bytes. What is transparent becomes white, and a camera's note of how it was held is
 * followed.
 * @param size 32 where images of another size are to be scaled: their centre square then is; without it they are a fault
 * @throws Fault where it cannot be decoded, or is of another size
 */
export async function readImage(path: string, size?: number): Promise<ReadImage> {
  const remedy = 'repair it or take it out';
  requireRegularFile(path, remedy);
  let found: ReadImage & { readonly size: string };
  try {
    found = await decoded(await readFile(path));
  } catch (error) {
    const what = `is no image that can be read (${reasonOf(error)})`;
    throw new Fault({ what, where: path, remedy }, { cause: error });
  }
  if (found.scaled && size === undefined) {
    const what = `has ${found.size} pixels, not ${COLUMNS}x${ROWS}`;
    throw new Fault({ what, where: path, remedy: `give images of that size, or scale them with --size ${ROWS}` });
  }
  return { image: found.image, scaled: found.scaled };
}

async function decoded(file: Buffer): Promise<ReadImage & { readonly size: string }> {
  const opening = opened(file);
  const { autoOrient } = await opening.metadata();
  const { width, height } = autoOrient;
  const image = await opening
    .autoOrient()
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .resize(COLUMNS, ROWS, { fit: 'cover' })
    .raw({ depth: 'uchar' })
    .toBuffer();
  return { image: new Uint8Array(image), scaled: width !== COLUMNS || height !== ROWS, size: `${width}x${height}` };
}
