import type { SplitName } from '@bcos-bench/formats';
import { requireWhole } from '@bcos-bench/vocabulary/wholeNumber';
import { UsageFault } from '@bcos-bench/vocabulary/fault';
import type { InferredOptionTypes, Options } from 'yargs';
import type { DataRequest, DatasetKind } from './datasetKind.js';
import { datasets } from './datasets.js';

const described = [...datasets].map(([name, { describe }]) => `${name} (${describe})`).join('; ');

/** The flags that say which data are meant. */
export const dataFlags = {
  dataset: { type: 'string', demandOption: true, requiresArg: true, describe: described },
  source: { type: 'string', requiresArg: true, describe: 'folder or archive to read, for cifar10 and folder' },
  train: { type: 'number', requiresArg: true, describe: 'the first so many training images, instead of all' },
  test: { type: 'number', requiresArg: true, describe: 'the first so many test images, instead of all' },
  size: {
    type: 'number',
    requiresArg: true,
    describe: 'scales images of other sizes to so many rows and columns: 32. Without it they are refused (folder)',
  },
} as const satisfies Record<string, Options>;

/** The one size that networks take so far. */
const SIZE = 32;

/** What `dataFlags` are parsed to. */
export type DataFlags = InferredOptionTypes<typeof dataFlags>;

/** The data set that `--dataset` names. @throws UsageFault where there is none */
export function datasetNamed(name: string): DatasetKind {
  const kind = datasets.get(name);
  if (kind === undefined) {
    throw new UsageFault({
      what: `there is no data set '${name}'`,
      where: '--dataset',
      remedy: `choose one of ${[...datasets.keys()].join(', ')}`,
    });
  }
  return kind;
}

/** What the flags ask for. @throws UsageFault where a count is not a whole number above 0, or a size not 32 */
export function requestOf({ source, train, test, size, seed }: DataFlags & { seed: number }): DataRequest {
  if (size !== undefined && size !== SIZE) {
    throw new UsageFault({ what: `${size} is no size of images yet`, where: '--size', remedy: `write --size ${SIZE}` });
  }
  return { source, counts: { train: count('train', train), test: count('test', test) }, size, seed };
}

function count(split: SplitName, asked: number | undefined): number | undefined {
  return asked === undefined ? undefined : requireWhole(`--${split}`, asked, 1);
}
