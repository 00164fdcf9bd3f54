import { createHash } from 'node:crypto';
import type { SplitName } from '@bcos-bench/formats';
import type { ImageSource } from '../datasetKind.js';
import { readSplit } from './readSplit.fixture.js';

/** The labels of a split, and the SHA-256 of the bytes of each image. */
export interface HashedSplit {
  readonly labels: readonly number[];
  readonly images: readonly string[];
}

/** Reads a whole split of a small data set. */
export async function hashedSplit(source: ImageSource, split: SplitName): Promise<HashedSplit> {
  const { labels, images } = await readSplit(source, split);
  return {
    labels,
    images: images.map((image) => createHash('sha256').update(Uint8Array.from(image)).digest('hex')),
  };
}
