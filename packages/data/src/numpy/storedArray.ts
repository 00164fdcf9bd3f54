import { closeSync, openSync, readSync } from 'node:fs';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import { requireRegularFile } from '@bcos-bench/formats/regularFile';
import { MOST_HEADER_BYTES, parseNpyHeader, type NpyHeader } from './npyHeader.js';

/** An array of NumPy in a file of its own or in an archive. */
export interface StoredArray extends NpyHeader {
  /** The file, and the array where the file holds several: for errors. */
  readonly where: string;
  /** Opens it for reading; `close` must follow. */
  readonly open: () => OpenArray;
}

/** Reads a part of the numbers of an array, in bytes from the first number on. */
interface OpenArray {
  readonly read: (from: number, length: number) => Buffer;
  readonly close: () => void;
}

const REMEDY = 'save the array again with numpy.save';

/** How many bytes a number of each type takes, for the types that are read. */
export const NUMBER_BYTES: ReadonlyMap<string, number> = new Map([
  ['|u1', 1],
  ['|i1', 1],
  ['<u2', 2],
  ['<i2', 2],
  ['<u4', 4],
  ['<i4', 4],
  ['<u8', 8],
  ['<i8', 8],
  ['<f4', 4],
  ['<f8', 8],
]);

/** The array of an `.npy` file; its numbers stay there until they are read. @throws Fault where it is damaged */
export function npyFile(path: string): StoredArray {
  const { size } = requireRegularFile(path, REMEDY);
  const file = openFile(path);
  try {
    const head = Buffer.alloc(Math.min(Number(size), MOST_HEADER_BYTES));
    readSync(file, head, 0, head.length, 0);
    const header = parseNpyHeader(head, path);
    requireSize(header, Number(size), path);
    return { ...header, where: path, open: () => openArray(path, header) };
  } finally {
    closeSync(file);
  }
}

/** The array of a file that is in memory. @throws Fault where it is damaged */
export function npyBytes(bytes: Buffer, where: string): StoredArray {
  const header = parseNpyHeader(bytes.subarray(0, MOST_HEADER_BYTES), where);
  requireSize(header, bytes.length, where);
  const read = (from: number, length: number): Buffer =>
    bytes.subarray(header.start + from, header.start + from + length);
  return { ...header, where, open: () => ({ read, close: () => undefined }) };
}

function openArray(path: string, { start }: NpyHeader): OpenArray {
  const file = openFile(path);
  const read = (from: number, length: number): Buffer => {
    const bytes = Buffer.alloc(length);
    if (readSync(file, bytes, 0, length, start + from) === length) return bytes;
    throw new Fault({ what: 'has become shorter while it was read', where: path, remedy: REMEDY });
  };
  return { read, close: () => closeSync(file) };
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw new Fault({ what: `cannot be read (${reasonOf(error)})`, where: path, remedy: REMEDY }, { cause: error });
  }
}

function requireSize({ type, shape, start }: NpyHeader, size: number, where: string): void {
  const bytes = NUMBER_BYTES.get(type);
  if (bytes === undefined) {
    const remedy = 'save images as numpy.uint8 and labels as numpy.int64';
    throw new Fault({ what: `holds numbers of type ${type}, which is not read`, where, remedy });
  }
  const due = start + shape.reduce((product, length) => product * length, bytes);
  if (size === due) return;
  throw new Fault({
    what: `${size < due ? 'is cut' : 'goes on after its numbers'}: it has ${size} bytes, not ${due}`,
    where,
    remedy: REMEDY,
  });
}
