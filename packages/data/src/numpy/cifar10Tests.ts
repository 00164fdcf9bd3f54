import {
  at,
  CIFAR10_CLASSES,
  Fault,
  LARGEST_SEVERITY,
  nameRemedy,
  UsageFault,
  usualNormalisers,
} from '@bcos-bench/vocabulary';
import type { DataRequest, ImageSource } from '../datasetKind.js';
import { parseSeverities } from '../corrupted/severities.js';
import { imageCount } from '../imageCount.js';
import { requireOwnShape } from '../ownShape.js';
import { arraySource, emptySplit, splitOf, type ArraySplit } from './arrayImages.js';
import { imageArray } from './imageArray.js';
import { labelArray } from './labelArray.js';
import { arrayFiles, ARRAYS_REMEDY, type ArrayFolder } from './namedArrays.js';
import { npyFile, type StoredArray } from './storedArray.js';

/** The array of labels of CIFAR-10-C, which all its corruptions share. */
const LABELS = 'labels';

/**
 * One corruption of CIFAR-10-C (Hendrycks and Dietterich 2019), all images for one severity after the other. Channel means and deviations are
 * those of CIFAR-10's training images.
 * @throws UsageFault where the folder has no such corruption, Fault where a file is missing or damaged
 */
export function cifar10CImages(request: DataRequest): ImageSource {
  const { source, counts, corruption, severity } = request;
  const folder = requireFolder(source);
  const severities = parseSeverities(severity ?? '1,2,3,4,5');
  if (severities.includes(0)) {
    const remedy = 'write numbers from 1 to 5; the images as they are are those of cifar10';
    throw new UsageFault({ what: 'CIFAR-10-C has no severity 0', where: '--severity', remedy });
  }
  const name = corruptionIn(folder, corruption);
  const images = imageArray(arrayOf(folder, name));
  requireOwnShape(images.shape, request, 'the images of CIFAR-10-C');
  const labels = labelArray(arrayOf(folder, LABELS));
  const each = labels.length / LARGEST_SEVERITY;
  if (images.count !== labels.length || !Number.isInteger(each)) {
    const what = `${name} has ${images.count} images and ${LABELS} ${labels.length} numbers, not the same number five times over`;
    throw new Fault({ what, where: folder.source, remedy: ARRAYS_REMEDY });
  }
  const wanted = imageCount('test', counts.test, each);
  const starts = severities.map((strength) => (strength - 1) * each);
  const test: ArraySplit = {
    shape: images.shape,
    labels: starts.flatMap((start) => labels.slice(start, start + wanted)),
    images: function* () {
      for (const start of starts) yield* images.images(start, start + wanted);
    },
  };
  return { ...ofCifar10(test, { ...counts, test: undefined }), name: `cifar10-c (${name})` };
}

/** The corruption that a name means: `-` is the same as `_`. @throws UsageFault where the folder has no such file */
function corruptionIn({ arrays }: ArrayFolder, asked: string | undefined): string {
  const name = (asked ?? '').replaceAll('-', '_');
  if (name !== LABELS && arrays.has(name)) return name;
  const what = asked === undefined ? 'is missing' : `there is no corruption '${asked}'`;
  const names = [...arrays.keys()].filter((known) => known !== LABELS);
  const remedy = nameRemedy(asked ?? '', names);
  throw new UsageFault({ what, where: '--corruption', remedy });
}

/** The versions of CIFAR-10.1, the one that its authors recommend first. */
const VERSIONS = ['v6', 'v4'];

/**
 * The test images of CIFAR-10.1 (Recht et al. 2018). Channel means and deviations are those of CIFAR-10's training images.
 * @throws Fault where a file is missing or damaged
 */
export function cifar10Point1Images(request: DataRequest): ImageSource {
  const folder = requireFolder(request.source);
  const version = VERSIONS.find((known) => folder.arrays.has(`cifar10.1_${known}_data`));
  if (version === undefined) {
    const what = 'has neither cifar10.1_v6_data.npy nor cifar10.1_v4_data.npy';
    throw new Fault({ what, where: folder.source, remedy: 'give the folder datasets of CIFAR-10.1' });
  }
  const of = (part: string): StoredArray => arrayOf(folder, `cifar10.1_${version}_${part}`);
  const test = splitOf(of('data'), of('labels'));
  requireOwnShape(test.shape, request, 'the images of CIFAR-10.1');
  return { ...ofCifar10(test, request.counts), name: `cifar10.1 (${version})` };
}

/** Test images for networks that were trained on CIFAR-10. @throws Fault where a label has no class */
function ofCifar10(test: ArraySplit, counts: DataRequest['counts']): ImageSource {
  const wrong = test.labels.findIndex((label) => label >= CIFAR10_CLASSES.length);
  if (wrong !== -1) {
    const what = `image ${wrong} has the label ${at(test.labels, wrong)}, but labels are 0 to 9`;
    throw new Fault({ what, where: '--source', remedy: 'download the files again' });
  }
  const { mean, std } = usualNormalisers.cifar10.constants;
  const statistics = { channelMean: [...mean], channelStd: [...std] };
  return arraySource({ train: emptySplit(test.shape), test }, CIFAR10_CLASSES, counts, () => undefined, statistics);
}

function requireFolder(source: string | undefined): ArrayFolder {
  const files = arrayFiles(source);
  if (files.kind === 'folder') return files;
  throw new Fault({ what: 'is a file, not a folder', where: files.source, remedy: 'unpack it and give the folder' });
}

function arrayOf({ source, arrays }: ArrayFolder, name: string): StoredArray {
  const path = arrays.get(name);
  if (path === undefined) throw new Fault({ what: `has no ${name}.npy`, where: source, remedy: ARRAYS_REMEDY });
  return npyFile(path);
}
