import { createHash } from 'node:crypto';
import type { SplitName } from '@bcos-bench/formats';

/** An image of a folder of class folders. */
export interface FolderImage {
  readonly path: string;
  /** From the root, with `/` and in composed characters (NFC) on every system. */
  readonly relativePath: string;
  readonly className: string;
}

/** Of the images that no folder assigns to a split, one in this number is for testing. */
const ONE_IN = 10;

/**
 * Divides the images of each class between the splits: about one in ten is for testing, by a hash of its name, so that a new image
 * moves no other. A class of two images or more has at least one in each split: where the hash gives it none for testing, it is
 * the first in the order of the hash; where it gives none for training, the last.
 */
export function divided(
  classes: ReadonlyMap<string, readonly FolderImage[]>,
): Record<SplitName, readonly FolderImage[]> {
  const splits = { train: new Array<FolderImage>(), test: new Array<FolderImage>() };
  for (const images of classes.values()) {
    const ordered = inOrderOfHash(images);
    const test = new Set(ordered.filter(isForTesting));
    const [first, last] = [ordered.at(0), ordered.at(-1)];
    if (ordered.length > 1 && test.size === 0 && first !== undefined) test.add(first);
    if (ordered.length > 1 && test.size === ordered.length && last !== undefined) test.delete(last);
    for (const image of ordered) splits[test.has(image) ? 'test' : 'train'].push(image);
  }
  return { train: inOrderOfHash(splits.train), test: inOrderOfHash(splits.test) };
}

/** The images in the order of a hash of their names, so that the first ones are of all classes. */
export function inOrderOfHash(images: readonly FolderImage[]): FolderImage[] {
  const keyed = images.map((image) => ({ image, key: hashOf(image).toString('hex') }));
  return keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1)).map(({ image }) => image);
}

function isForTesting(image: FolderImage): boolean {
  return hashOf(image).readUInt32LE(0) % ONE_IN === 0;
}

function hashOf({ relativePath }: FolderImage): Buffer {
  return createHash('sha256').update(relativePath).digest();
}
