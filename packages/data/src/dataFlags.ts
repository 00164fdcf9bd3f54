import type { SplitName } from '@bcos-bench/formats';
import { requireWhole } from '@bcos-bench/vocabulary/wholeNumber';
import { UsageFault } from '@bcos-bench/vocabulary/fault';
import { nameRemedy } from '@bcos-bench/vocabulary/nearestName';
import type { InferredOptionTypes, Options } from 'yargs';
import { SPECIAL_FLAGS, type DataRequest, type DatasetKind, type SpecialFlag } from './datasetKind.js';
import { datasets } from './datasets.js';
import { namedSource } from './namedSource.js';

const described = [...datasets].map(([name, { describe }]) => `${name} (${describe})`).join('; ');

/** The flags that say which data are meant. */
export const dataFlags = {
  dataset: { type: 'string', demandOption: true, requiresArg: true, describe: described },
  source: {
    type: 'string',
    requiresArg: true,
    describe: 'folder, file or archive to read, for all but shapes; DATA_DIR unless given, CIFAR10_DIR for cifar10',
  },
  train: { type: 'number', requiresArg: true, describe: 'use only this many training images, the first ones' },
  test: { type: 'number', requiresArg: true, describe: 'use only this many test images, the first ones' },
  size: {
    type: 'number',
    requiresArg: true,
    describe:
      'rows and columns of every image. shapes: 32 unless given. folder: those of its files, which must all have one size unless this is given',
  },
  resize: {
    type: 'number',
    requiresArg: true,
    describe:
      'folder: resize the shorter side of a file to this before the centre of --size is cut out; the same as --size unless given',
  },
  channels: {
    type: 'number',
    choices: [1, 3],
    requiresArg: true,
    describe: 'channels of every image: 3 unless given, or 1 for a folder of only grey files',
  },
  corruption: {
    type: 'string',
    requiresArg: true,
    describe: 'corrupted: what is done to the images, such as jpeg; cifar10-c: the name of a file',
  },
  severity: {
    type: 'string',
    requiresArg: true,
    describe: 'corrupted, cifar10-c: how strongly, from 1 to 5; several such as 1,3,5 come one after the other',
  },
  labels: {
    type: 'string',
    requiresArg: true,
    describe:
      'folder: a CSV of labels for images in one folder, such as train.csv with the columns id,label; a file of --source or a path',
  },
  coarse: {
    type: 'boolean',
    describe: 'cifar100: the 20 superclasses instead of the 100 classes',
  },
} as const satisfies Record<string, Options>;

/** As many rows or columns as an image may have at most. */
const LARGEST_SIZE = 0x3fff;

/** What `dataFlags` are parsed to. */
export type DataFlags = InferredOptionTypes<typeof dataFlags>;

/** The data set that `--dataset` names. @throws UsageFault where there is none */
export function datasetNamed(name: string): DatasetKind {
  const kind = datasets.get(name);
  if (kind === undefined) {
    throw new UsageFault({
      what: `there is no data set '${name}'`,
      where: '--dataset',
      remedy: nameRemedy(name, [...datasets.keys()]),
    });
  }
  return kind;
}

/** What to do instead of giving a data set the flag of others. */
const INSTEAD: Partial<Record<SpecialFlag, string>> = {
  corruption: 'make the data without it, and corrupted ones of them with --dataset corrupted --source',
  severity: 'make the data without it, and corrupted ones of them with --dataset corrupted --source',
};

/** @throws UsageFault where a flag is given that is of other data sets */
function requireTaken(dataset: string, flags: Readonly<Record<SpecialFlag, unknown>>): void {
  const taken = datasetNamed(dataset).takes ?? [];
  const other = SPECIAL_FLAGS.find((flag) => flags[flag] !== undefined && !taken.includes(flag));
  if (other === undefined) return;
  const takers = [...datasets].filter(([, { takes }]) => takes?.includes(other)).map(([name]) => name);
  throw new UsageFault({
    what: `is of --dataset ${takers.join(' and ')}, not of ${dataset}`,
    where: `--${other}`,
    remedy: INSTEAD[other] ?? 'leave this flag out',
  });
}

/** What the flags ask for. @throws UsageFault where a number is not whole and above 0, or sizes do not go together */
export function requestOf({
  dataset,
  source,
  train,
  test,
  size,
  resize,
  channels,
  corruption,
  severity,
  coarse,
  labels,
  seed,
}: DataFlags & { seed: number }): DataRequest {
  const counts = { train: count('train', train), test: count('test', test) };
  const sizes = { size: side('size', size), resize: side('resize', resize) };
  if (resize !== undefined && (size === undefined || resize < size)) {
    const what = size === undefined ? 'needs --size' : `${resize} is less than --size ${size}`;
    throw new UsageFault({ what, where: '--resize', remedy: 'write both, such as --resize 256 --size 224' });
  }
  const special = { corruption, severity, coarse, labels };
  requireTaken(dataset, { resize, ...special });
  return { source: namedSource(source, datasetNamed(dataset)), counts, ...sizes, channels, ...special, seed };
}

function side(flag: 'size' | 'resize', asked: number | undefined): number | undefined {
  if (asked === undefined || requireWhole(`--${flag}`, asked, 1) <= LARGEST_SIZE) return asked;
  const what = `images of ${asked} rows are too large`;
  throw new UsageFault({ what, where: `--${flag}`, remedy: `write at most ${LARGEST_SIZE}` });
}

function count(split: SplitName, asked: number | undefined): number | undefined {
  return asked === undefined ? undefined : requireWhole(`--${split}`, asked, 1);
}
