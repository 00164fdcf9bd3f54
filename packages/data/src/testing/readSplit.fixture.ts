import type { SplitName } from '@bcos-bench/formats';
import type { ImageSource } from '../datasetKind.js';

/** The images of a split, each as its numbers, and their labels. */
export interface WholeSplit {
  readonly images: readonly (readonly number[])[];
  readonly labels: readonly number[];
}

/** Reads a whole split of a small data set. */
export async function readSplit(source: ImageSource, split: SplitName): Promise<WholeSplit> {
  const [images, labels]: [number[][], number[]] = [[], []];
  for await (const { image, label } of source.images(split)) {
    images.push([...image]);
    labels.push(label);
  }
  return { images, labels };
}
