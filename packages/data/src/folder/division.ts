import { createHash } from 'node:crypto';
import type { SplitName } from '@bcos-bench/formats';
import { imageCount } from '../imageCount.js';

/** An image of a folder of class folders. */
export interface FolderImage {
  readonly path: string;
  /** From the root, with `/` and in composed characters (NFC) on every system. */
  readonly relativePath: string;
  readonly className: string;
}

/** How images are divided that no folder assigns to a split. */
export interface Division {
  /** The number of test images; one in ten without it. */
  readonly test: number | undefined;
  /** Another seed, another division. */
  readonly seed: number;
}

/** Of the images that no folder assigns to a split, one in this number is for testing. */
const ONE_IN = 10;

/**
 * Divides the images of each class between the splits. `test` of them are for testing, the first in the order of a hash of seed and name. Without that number, about one in ten is for testing, by a hash of its name, so that a new image
 * moves no other. A class of two images or more has at least one in each split: where the hash gives it none for testing, it is
 * the first in the order of the hash; where it gives none for training, the last.
 * @throws UsageFault where no image would be left for training
 */
export function divided(
  classes: ReadonlyMap<string, readonly FolderImage[]>,
  { test: asked, seed }: Division,
): Record<SplitName, readonly FolderImage[]> {
  if (asked !== undefined) return cutAt(inOrderOfHash([...classes.values()].flat(), seed), asked);
  const splits = { train: new Array<FolderImage>(), test: new Array<FolderImage>() };
  for (const images of classes.values()) {
    const ordered = inOrderOfHash(images, seed);
    const test = new Set(ordered.filter((image) => isForTesting(image, seed)));
    const [first, last] = [ordered.at(0), ordered.at(-1)];
    if (ordered.length > 1 && test.size === 0 && first !== undefined) test.add(first);
    if (ordered.length > 1 && test.size === ordered.length && last !== undefined) test.delete(last);
    for (const image of ordered) splits[test.has(image) ? 'test' : 'train'].push(image);
  }
  return { train: inOrderOfHash(splits.train), test: inOrderOfHash(splits.test) };
}

function cutAt(ordered: readonly FolderImage[], asked: number): Record<SplitName, readonly FolderImage[]> {
  const test = imageCount('test', asked, ordered.length - 1);
  return { train: inOrderOfHash(ordered.slice(test)), test: inOrderOfHash(ordered.slice(0, test)) };
}

/** The images in the order of a hash of their names, so that the first ones are of all classes. */
export function inOrderOfHash(images: readonly FolderImage[], seed = 0): FolderImage[] {
  const keyed = images.map((image) => ({ image, key: hashOf(image, seed).toString('hex') }));
  return keyed.sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1)).map(({ image }) => image);
}

function isForTesting(image: FolderImage, seed: number): boolean {
  return hashOf(image, seed).readUInt32LE(0) % ONE_IN === 0;
}

/** The hash of a name; seed 0 is that of the name alone. */
function hashOf({ relativePath }: FolderImage, seed: number): Buffer {
  return createHash('sha256')
    .update(seed === 0 ? relativePath : `${seed}\0${relativePath}`)
    .digest();
}
