import { rememberedIdentity } from '@bcos-bench/formats/rememberedIdentity';
import type { DatasetKind } from '../datasetKind.js';
import { hashOfFiles, type NamedFile } from '../filesHash.js';
import { DATA_DIR } from '../namedSource.js';
import { arrayFiles, type ArrayFiles } from './namedArrays.js';

/** Images and labels in arrays of NumPy. */
export const numpy: DatasetKind = {
  describe: 'arrays of images and labels in --source: a folder of .npy files or an .npz archive',
  variables: [DATA_DIR],
  produce: async (request, reporters) => (await import('./arrayImages.js')).arrayImages(request, reporters),
  identity: arraysIdentity,
};

/** CIFAR-10-C: corrupted test images, one corruption and some of its five severities. */
export const cifar10C: DatasetKind = {
  describe: 'the folder of CIFAR-10-C in --source: --corruption names one of its files, such as gaussian_noise',
  takes: ['corruption', 'severity'],
  variables: [DATA_DIR],
  produce: async (request) => (await import('./cifar10Tests.js')).cifar10CImages(request),
  identity: arraysIdentity,
};

/** CIFAR-10.1: 2,000 new test images. */
export const cifar10Point1: DatasetKind = {
  describe: 'the folder of CIFAR-10.1 in --source: new test images for networks that were trained on CIFAR-10',
  variables: [DATA_DIR],
  produce: async (request) => (await import('./cifar10Tests.js')).cifar10Point1Images(request),
  identity: arraysIdentity,
};

/** The hash of all arrays of a source, whichever are used. */
function arraysIdentity(source: string | undefined): Promise<string> {
  const files = arrayFiles(source);
  const named = namedFiles(files);
  const paths = named.map(([, path]) => path);
  return rememberedIdentity(files.source, paths, () => hashOfFiles(named));
}

function namedFiles(files: ArrayFiles): NamedFile[] {
  if (files.kind === 'archive') return [['archive', files.source]];
  const classes: NamedFile[] = files.classes === null ? [] : [['classes.txt', files.classes]];
  return [...files.arrays, ...classes];
}
