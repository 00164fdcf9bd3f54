import { CIFAR100_CLASSES, CIFAR100_SUPERCLASSES } from '@bcos-bench/vocabulary/cifar100Classes';
import { byteAt } from '@bcos-bench/vocabulary/at';
import { Fault } from '@bcos-bench/vocabulary/fault';
import type { CifarReader } from './cifarForm.js';
import { CIFAR100_RECORD_BYTES, imageOfPlanes } from './planes.js';

/** The byte of a record that has its label: the coarse one is first. */
const LABEL_BYTES = { coarse: 0, fine: 1 };

/** Reads records of two labels and an image. */
export function binaryReader(labels: 'fine' | 'coarse'): CifarReader {
  return {
    classes: () => Promise.resolve(labels === 'fine' ? CIFAR100_CLASSES : CIFAR100_SUPERCLASSES),
    open: (bytes, where) => {
      const records = Math.floor(bytes.length / CIFAR100_RECORD_BYTES);
      if (records === 0 || records * CIFAR100_RECORD_BYTES !== bytes.length) {
        const what = `is cut in record ${records}: it has ${bytes.length} bytes, and each record has ${CIFAR100_RECORD_BYTES}`;
        throw new Fault({ what, where, remedy: 'unpack or download the archive again' });
      }
      const labelAt = (record: number): number => byteAt(bytes, record * CIFAR100_RECORD_BYTES + LABEL_BYTES[labels]);
      return {
        labels: Array.from({ length: records }, (_, record) => labelAt(record)),
        image: (record) => imageOfPlanes(bytes, record * CIFAR100_RECORD_BYTES + 2),
      };
    },
  };
}
