import sharp from 'sharp';
import { PICTURE_SHAPE } from '@bcos-bench/stage';
import { Fault, reasonOf } from '@bcos-bench/stage/fault';
import type { DataRequest, LabelledPicture, PictureSource } from '../datasetKind.js';
import { pictureCount } from '../pictureCount.js';
import { classFolders, type FolderPicture } from './classFolders.js';

const [ROWS, COLUMNS] = PICTURE_SHAPE;

/** The pictures of a folder of class folders. @throws Fault where there are none */
export function folderPictures({ source, counts }: DataRequest): PictureSource {
  const { classes, pictures } = classFolders(source);
  const wanted = {
    train: pictureCount('train', counts.train, pictures.train.length),
    test: pictureCount('test', counts.test, pictures.test.length),
  };
  return {
    classes,
    counts: wanted,
    pictures: (split) => labelled(pictures[split].slice(0, wanted[split]), classes),
  };
}

async function* labelled(
  pictures: readonly FolderPicture[],
  classes: readonly string[],
): AsyncGenerator<LabelledPicture> {
  for (const { path, className } of pictures) {
    yield { image: await readPicture(path), label: classes.indexOf(className) };
  }
}

/**
 * Reads a PNG or JPEG picture as 3,072 bytes (row, column, channel): its centre square, scaled to 32x32. What is transparent
 * becomes white, and a camera's note of how it was held is followed.
 * @throws Fault where it cannot be decoded
 */
export async function readPicture(path: string): Promise<Uint8Array> {
  try {
    const scaled = sharp(path)
      .autoOrient()
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .resize(COLUMNS, ROWS, { fit: 'cover' });
    return new Uint8Array(await scaled.raw({ depth: 'uchar' }).toBuffer());
  } catch (error) {
    const remedy = 'repair it or take it out';
    throw new Fault(
      { what: `is no picture that can be read (${reasonOf(error)})`, where: path, remedy },
      { cause: error },
    );
  }
}
