import type { Normalisation } from './normalisation.js';

/** A normaliser that many networks were trained with: its constants for images in [0,1], and who uses them. */
export interface UsualNormaliser {
  readonly describe: string;
  /** Where the constants are written down. */
  readonly source: string;
  /** A number for each channel; null where images stay as they are. */
  readonly constants: Normalisation;
}

/** The usual normalisers of RGB images by the names that flags and pipelines have for them. */
export const usualNormalisers = {
  none: {
    describe: 'images in [0,1] as they are',
    source: 'TRADES, MART, AWP and most of RobustBench',
    constants: null,
  },
  cifar10: {
    describe: "means and deviations of CIFAR-10's training images",
    source: 'CIFAR-10, over all pixels of its 50,000 training images',
    constants: { mean: [0.4914, 0.4822, 0.4465], std: [0.247, 0.2435, 0.2616] },
  },
  'pytorch-cifar': {
    describe: "CIFAR-10's means with smaller deviations, those within an image",
    source: 'https://github.com/kuangliu/pytorch-cifar; robustness has the same for CIFAR-10',
    constants: { mean: [0.4914, 0.4822, 0.4465], std: [0.2023, 0.1994, 0.201] },
  },
  imagenet: {
    describe: "means and deviations of ImageNet's training images",
    source: 'https://docs.pytorch.org/vision/stable/models.html',
    constants: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  },
  half: {
    describe: 'images in [0,1] to [-1,1]',
    source: 'https://docs.pytorch.org/tutorials/beginner/blitz/cifar10_tutorial.html',
    constants: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  },
} as const satisfies Record<string, UsualNormaliser>;

/** The name of a usual normaliser. */
export type UsualNormaliserName = keyof typeof usualNormalisers;

/** The means and deviations of the training images of a data set that is given: no constants of their own. */
export const DATA_NORMALISER = 'data';

/** Every name that says which normaliser a network has. */
export const normaliserNames: readonly string[] = [...Object.keys(usualNormalisers), DATA_NORMALISER];

/** The usual normaliser of a name; null where the name is none of one. */
export function usualNormaliser(name: string): UsualNormaliser | null {
  const found = Object.entries(usualNormalisers).find(([known]) => known === name);
  return found === undefined ? null : found[1];
}
