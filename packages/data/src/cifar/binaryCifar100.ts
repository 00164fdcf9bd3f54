import { cifarLayout, type CifarForm } from './cifarForm.js';
import { CIFAR100_RECORD_BYTES } from './planes.js';

const MOST_BYTES = 50_000 * CIFAR100_RECORD_BYTES;

/** CIFAR-100 for C programs. @param labels which of the two labels of an image is its class */
export function binaryCifar100(labels: 'fine' | 'coarse'): CifarForm {
  return {
    layout: {
      ...cifarLayout('CIFAR-100', 'cifar-100-binary.tar.gz', 'cifar-100-binary', ['train.bin', 'test.bin']),
      mostBytes: MOST_BYTES,
      sizeWords: `${MOST_BYTES} or fewer`,
    },
    splits: { train: ['train.bin'], test: ['test.bin'] },
    reader: async () => (await import('./binaryReader.js')).binaryReader(labels),
  };
}
