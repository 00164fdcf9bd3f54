import type { SplitName } from '@bcos-bench/formats';

/** The names of the arrays of a split. */
export interface SplitArrays {
  readonly images: string;
  readonly labels: string;
}

/** Pairs of names that data sets have for a split: of Keras and of MedMNIST, and the same words in other orders. */
const PAIRS: readonly ((split: string) => SplitArrays)[] = [
  (split) => ({ images: `x_${split}`, labels: `y_${split}` }),
  (split) => ({ images: `${split}_images`, labels: `${split}_labels` }),
  (split) => ({ images: `images_${split}`, labels: `labels_${split}` }),
  (split) => ({ images: `${split}_x`, labels: `${split}_y` }),
  (split) => ({ images: `${split}_data`, labels: `${split}_labels` }),
];

/** Names of arrays that belong to no split: the images are for testing. */
const ALONE: readonly SplitArrays[] = [
  { images: 'images', labels: 'labels' },
  { images: 'x', labels: 'y' },
  { images: 'data', labels: 'labels' },
];

/**
 * Which of some arrays are the images and labels of each split: null where none are. Names are compared without regard to case, and `-` is the
 * same as `_`. Arrays without the name of a split, such as `images` and `labels`, are for testing where nothing else is.
 */
export function splitNames(names: Iterable<string>): Readonly<Record<SplitName, SplitArrays | null>> {
  const known = new Map([...names].map((name) => [name.toLowerCase().replaceAll('-', '_'), name]));
  const first = (pairs: readonly SplitArrays[]): SplitArrays | null => {
    for (const pair of pairs) {
      const [images, labels] = [known.get(pair.images), known.get(pair.labels)];
      if (images !== undefined && labels !== undefined) return { images, labels };
    }
    return null;
  };
  const named = (split: SplitName): SplitArrays | null => first(PAIRS.map((pairOf) => pairOf(split)));
  return { train: named('train'), test: named('test') ?? first(ALONE) };
}
