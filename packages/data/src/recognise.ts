import { basename } from 'node:path';
import { requireFileOrFolder } from '@bcos-bench/formats/regularFile';
import { Fault } from '@bcos-bench/vocabulary/fault';
import { namesIn } from './namesIn.js';

/** A source by what lies in it; of a file, its own name alone. */
interface Source {
  readonly names: readonly string[];
}

/** What a source of a data set looks like, the surest sign first. */
const signs: readonly (readonly [dataset: string, looksSo: (source: Source) => boolean])[] = [
  ['prepared', ({ names }) => names.includes('dataset.json')],
  ['cifar100', ({ names }) => names.some((name) => name.startsWith('cifar-100'))],
  ['cifar10', ({ names }) => names.some((name) => /^cifar-10-|^data_batch_1(?:\.bin)?$/.test(name))],
  ['numpy', ({ names }) => names.some((name) => /\.np[yz]$/.test(name))],
  ['parquet', ({ names }) => names.some((name) => name.endsWith('.parquet'))],
];

const REMEDY = 'name a folder that bcos-data made, or a source that it reads';

/**
 * The data set whose source this looks like.
 * @throws Fault where it is missing, or may be one of several
 */
export function recognisedDataset(source: string): string {
  const isFolder = requireFileOrFolder(source, REMEDY).isDirectory();
  const names = isFolder ? namesIn(source, REMEDY) : [basename(source)];
  const found = signs.find(([, looksSo]) => looksSo({ names }));
  if (found !== undefined) return found[0];
  if (names.some((name) => /-idx[13]-ubyte/.test(name))) {
    throw new Fault({
      what: 'may be MNIST or Fashion-MNIST',
      where: source,
      remedy: 'say which: --dataset mnist or --dataset fashion-mnist',
    });
  }
  // Any other folder may hold one for each class: if not, the reader of such folders says so.
  if (isFolder) return 'folder';
  throw new Fault({ what: 'looks like no data set', where: source, remedy: 'say which it is with --dataset' });
}
