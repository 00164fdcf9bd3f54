import { gunzipSync } from 'node:zlib';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import { fileKindOf } from '@bcos-bench/vocabulary/fileSignatures';
import { readRegularFile } from '@bcos-bench/formats/regularFile';

/** Numbers of 8 bits and how many there are along each dimension, as an idx file holds them. */
export interface IdxArray {
  readonly lengths: readonly number[];
  readonly bytes: Uint8Array;
}

/** The type of a file's numbers that is read: whole numbers from 0 to 255. */
const UNSIGNED_BYTES = 0x08;
/** No more is unpacked of a file: images of MNIST take 47 MB. */
const LARGEST = 2 ** 31;
const REMEDY = 'download the file again';

/**
 * Reads a file of the format idx, gzipped or not: two zero bytes, the type of the numbers, the number of dimensions, a length for each of them
 * as 32 bits with the highest byte first, and the numbers (http://yann.lecun.com/exdb/mnist).
 * @param dimensions how many it must have
 * @throws Fault where it is no such file, is cut or goes on after its numbers
 */
export function readIdx(path: string, dimensions: number): IdxArray {
  const bytes = unpacked(path);
  const fault = (what: string): Fault => new Fault({ what, where: path, remedy: REMEDY });
  const start = 4 + 4 * dimensions;
  if (bytes.length < start || bytes.readUInt16BE(0) !== 0) throw fault('is no idx file');
  const [type, found] = [bytes.readUInt8(2), bytes.readUInt8(3)];
  if (type !== UNSIGNED_BYTES) throw fault(`holds numbers of type 0x${type.toString(16)}, not unsigned bytes (0x8)`);
  if (found !== dimensions) throw fault(`has ${found} dimensions, not ${dimensions}`);
  const lengths = Array.from({ length: dimensions }, (_, dimension) => bytes.readUInt32BE(4 + 4 * dimension));
  const due = start + lengths.reduce((product, length) => product * length, 1);
  if (bytes.length !== due) {
    throw fault(
      `${bytes.length < due ? 'is cut' : 'goes on after its numbers'}: it has ${bytes.length} bytes, not ${due}`,
    );
  }
  return { lengths, bytes: bytes.subarray(start) };
}

function unpacked(path: string): Buffer {
  const bytes = readRegularFile(path, REMEDY);
  if (fileKindOf(bytes) !== 'gzip') return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST });
  } catch (error) {
    throw new Fault({ what: `cannot be unpacked (${reasonOf(error)})`, where: path, remedy: REMEDY }, { cause: error });
  }
}
