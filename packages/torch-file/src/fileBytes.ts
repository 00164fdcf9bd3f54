import { closeSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { reasonOf } from '@bcos-bench/vocabulary';
import { requireRegularFile } from '@bcos-bench/formats';
import { damage } from './damage.js';

/** A stretch of a file. */
export interface FileRange {
  readonly position: number;
  readonly bytes: number;
}

/** A file that is read at any place, never as a whole. */
export interface FileBytes {
  readonly path: string;
  readonly size: number;
  /** @throws Fault where the file does not hold all of the range */
  read(range: FileRange): Buffer;
  /** CRC-32 of a range, read piece by piece. */
  checksum(range: FileRange): number;
  close(): void;
}

/** The largest piece that is in memory while a checksum is taken. */
const PIECE_BYTES = 2 ** 20;

/** Opens a file for reading. @throws Fault where that fails */
export function openFileBytes(path: string): FileBytes {
  const { file, size } = opened(path);
  const read = ({ position, bytes }: FileRange): Buffer => {
    if (!isWithin({ position, bytes }, size)) {
      throw damage(path, `is cut: ${bytes} bytes should stand there, in a file of ${size}`, { at: position });
    }
    // Memory of its own, so that numbers can be used where they were read to.
    const buffer = Buffer.allocUnsafeSlow(bytes);
    let filled = 0;
    while (filled < bytes) {
      const count = readSync(file, buffer, filled, bytes - filled, position + filled);
      if (count === 0) throw damage(path, 'became shorter while it was read', { at: position + filled });
      filled += count;
    }
    return buffer;
  };
  const checksum = ({ position, bytes }: FileRange): number => {
    let sum = 0;
    for (let done = 0; done < bytes; done += PIECE_BYTES) {
      sum = crc32(read({ position: position + done, bytes: Math.min(PIECE_BYTES, bytes - done) }), sum);
    }
    return sum;
  };
  return { path, size, read, checksum, close: () => closeSync(file) };
}

/** Bytes that are in memory, as a file. @param path what faults call it */
export function bytesInMemory(path: string, content: Uint8Array): FileBytes {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const read = ({ position, bytes }: FileRange): Buffer => {
    if (!isWithin({ position, bytes }, buffer.length)) throw damage(path, 'is cut', { at: position });
    return buffer.subarray(position, position + bytes);
  };
  return { path, size: buffer.length, read, checksum: (range) => crc32(read(range)), close: () => undefined };
}

function opened(path: string): { file: number; size: number } {
  const remedy = 'give the path of a file';
  // Asked first, because opening a pipe would wait for its other end, and a device may have no end.
  const { size } = requireRegularFile(path, remedy);
  try {
    return { file: openSync(path, 'r'), size: Number(size) };
  } catch (error) {
    throw damage(path, `cannot be read (${reasonOf(error)})`, { remedy, cause: error });
  }
}

/** Whether a range of whole, non-negative numbers lies within `size` bytes. */
function isWithin({ position, bytes }: FileRange, size: number): boolean {
  return Number.isSafeInteger(position) && Number.isSafeInteger(bytes) && position >= 0 && bytes >= 0
    ? position + bytes <= size
    : false;
}
