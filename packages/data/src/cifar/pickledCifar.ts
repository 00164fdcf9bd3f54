import { cifarLayout, type CifarForm } from './cifarForm.js';
import type { PickledKeys } from './pickledReader.js';
import { PLANES_BYTES } from './planes.js';

/** Where a data set for Python keeps its images: the names of its files, and the keys of the dicts in them. */
interface PickledFiles extends PickledKeys {
  readonly name: string;
  readonly archive: string;
  readonly folder: string;
  readonly splits: CifarForm['splits'];
  /** Images of a file, at most. */
  readonly mostImages: number;
}

/** Bytes that a file has besides its images: labels and the names of files. */
const BYTES_BESIDES_AN_IMAGE = 200;

/** CIFAR-10 for Python: five pickles of training images and one of test images. */
export const PICKLED_CIFAR10 = pickledCifar({
  name: 'CIFAR-10 for Python',
  archive: 'cifar-10-python.tar.gz',
  folder: 'cifar-10-batches-py',
  splits: { train: [1, 2, 3, 4, 5].map((number) => `data_batch_${number}`), test: ['test_batch'] },
  meta: 'batches.meta',
  namesKey: 'label_names',
  labelsKey: 'labels',
  mostImages: 10_000,
});

/** CIFAR-100 for Python: a pickle for each split. @param labels which of the two labels of an image is its class */
export function pickledCifar100(labels: 'fine' | 'coarse'): CifarForm {
  return pickledCifar({
    name: 'CIFAR-100 for Python',
    archive: 'cifar-100-python.tar.gz',
    folder: 'cifar-100-python',
    splits: { train: ['train'], test: ['test'] },
    meta: 'meta',
    namesKey: `${labels}_label_names`,
    labelsKey: `${labels}_labels`,
    mostImages: 50_000,
  });
}

/** A form whose files are pickles of dicts. */
function pickledCifar(of: PickledFiles): CifarForm {
  const files = [...of.splits.train, ...of.splits.test, of.meta];
  const layout = cifarLayout(of.name, of.archive, of.folder, files);
  const mostBytes = of.mostImages * (PLANES_BYTES + BYTES_BESIDES_AN_IMAGE);
  return {
    layout: { ...layout, mostBytes, sizeWords: `${mostBytes} or fewer` },
    splits: of.splits,
    reader: async () => (await import('./pickledReader.js')).pickledReader(of),
  };
}
