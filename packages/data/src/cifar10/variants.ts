import { ALL_BATCH_FILES } from './batchFile.js';

/** What to give as a source of CIFAR-10. */
export const REMEDY = 'give cifar-10-binary.tar.gz or the folder cifar-10-batches-bin from it';

/** What a folder or an archive is instead of CIFAR-10's binary version, and what to do. */
export interface Variant {
  readonly what: string;
  readonly remedy: string;
}

/** Other forms of CIFAR: how the name of a file gives them away, and what is said of it. */
const variants: readonly {
  readonly isIn: (names: readonly string[]) => string | undefined;
  readonly says: (name: string) => Variant;
}[] = [
  {
    isIn: (names) => names.find((name) => /^cifar-10-binary\.tar(\.gz)?$/i.test(name)),
    says: (name) => ({ what: `it contains the archive ${name}`, remedy: 'give that file' }),
  },
  {
    isIn: (names) => names.find((name) => name === 'fine_label_names.txt' || name === 'cifar-100-binary'),
    says: () => ({ what: 'this is CIFAR-100', remedy: 'use --dataset cifar100' }),
  },
  {
    isIn: (names) => (names.includes('train.bin') && names.includes('test.bin') ? 'train.bin' : undefined),
    says: () => ({ what: 'train.bin and test.bin are the names of CIFAR-100', remedy: 'use --dataset cifar100' }),
  },
  {
    isIn: (names) => names.find((name) => name.endsWith('.npy')),
    says: (name) => ({
      what: `${name} is an array of NumPy, as of CIFAR-10-C`,
      remedy: 'use --dataset cifar10-c, cifar10.1 or numpy',
    }),
  },
  {
    isIn: (names) => names.find((name) => ALL_BATCH_FILES.includes(name.toLowerCase())),
    says: (name) => ({ what: `${name} is there`, remedy: `give all six batch files: ${ALL_BATCH_FILES.join(', ')}` }),
  },
  {
    isIn: (names) => names.find((name) => /\.(png|jpe?g)$/i.test(name)),
    says: (name) => ({ what: `${name} is an image`, remedy: 'use --dataset folder for images' }),
  },
];

/** What the files of a folder or an archive without a batch file are likely to be; undefined where nothing tells. */
export function likelyVariant(names: readonly string[]): Variant | undefined {
  for (const { isIn, says } of variants) {
    const name = isIn(names);
    if (name !== undefined) return says(name);
  }
  return undefined;
}
