import { closeSync, fstatSync, openSync, readSync, statSync, type BigIntStats } from 'node:fs';
import { Fault } from '@bcos-bench/vocabulary';
import { fileStamp } from './content/fileStamp.js';

/** Where rows of bytes stand in a file: from which byte on, and how many bytes a row has. */
export interface RowPlace {
  readonly from: number;
  readonly width: number;
}

/**
 * Rows of a file, each read when it is asked for: a file that is replaced is noticed, and refused.
 * @throws Fault from the function that is returned, where the file is another than at the time of this call
 */
export function rowsInFile(path: string, { from, width }: RowPlace): (row: number) => Uint8Array {
  const stamp = fileStamp(path, statSync(path, { bigint: true }));
  return (row) => {
    const bytes = new Uint8Array(width);
    const read = readSync(descriptorOf(path, stamp), bytes, 0, width, from + row * width);
    if (read !== width) throw changed(path);
    return bytes;
  };
}

/** The number of files that stay open; the one that was used longest ago is closed for another. */
const OPEN_FILES = 64;
const open = new Map<string, number>();

/** The open file of that stamp. */
function descriptorOf(path: string, stamp: string): number {
  const found = open.get(stamp);
  open.delete(stamp);
  const descriptor = found ?? opened(path, stamp);
  open.set(stamp, descriptor);
  const [longestAgo] = open;
  if (open.size > OPEN_FILES && longestAgo !== undefined) {
    open.delete(longestAgo[0]);
    closeSync(longestAgo[1]);
  }
  return descriptor;
}

function opened(path: string, stamp: string): number {
  const descriptor = descriptorFor(path);
  const status: BigIntStats = fstatSync(descriptor, { bigint: true });
  if (fileStamp(path, status) === stamp) return descriptor;
  closeSync(descriptor);
  throw changed(path);
}

function descriptorFor(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw changed(path, error);
  }
}

function changed(path: string, cause?: unknown): Fault {
  const what = 'has changed while it was being read';
  return new Fault({ what, where: path, remedy: 'run the same command again' }, { cause });
}
