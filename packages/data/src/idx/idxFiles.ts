import { join } from 'node:path';
import type { SplitName } from '@bcos-bench/formats';
import { Fault, UsageFault } from '@bcos-bench/vocabulary/fault';
import { namesIn } from '../namesIn.js';

/** The files of a split. */
export interface IdxFiles {
  readonly images: string;
  readonly labels: string;
}

/** How the names of a split's files begin. */
const PREFIXES: Readonly<Record<SplitName, string>> = { train: 'train', test: 't10k' };
const REMEDY = 'give the folder with train-images-idx3-ubyte.gz and the three files beside it';

/**
 * The four files of a folder in MNIST's layout, gzipped or not: `train-images-idx3-ubyte.gz` or `train-images.idx3-ubyte`, and so on.
 * @throws UsageFault without a folder, Fault where it or one of the files is missing
 */
export function idxFiles(source: string | undefined): Readonly<Record<SplitName, IdxFiles>> {
  if (source === undefined) throw new UsageFault({ what: 'is missing', where: '--source', remedy: REMEDY });
  const names = namesIn(source, REMEDY);
  const find = (prefix: string, what: 'images-idx3' | 'labels-idx1'): string => {
    const wanted = `${prefix}-${what}-ubyte`;
    const spellings = [wanted, wanted.replace('-idx', '.idx')].flatMap((name) => [name, `${name}.gz`]);
    const name = spellings.find((spelling) => names.includes(spelling));
    if (name === undefined)
      throw new Fault({ what: `has neither ${wanted} nor ${wanted}.gz`, where: source, remedy: REMEDY });
    return join(source, name);
  };
  const filesOf = (prefix: string): IdxFiles => ({
    images: find(prefix, 'images-idx3'),
    labels: find(prefix, 'labels-idx1'),
  });
  return { train: filesOf(PREFIXES.train), test: filesOf(PREFIXES.test) };
}
