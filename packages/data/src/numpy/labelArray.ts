import { at } from '@bcos-bench/vocabulary/at';
import { Fault } from '@bcos-bench/vocabulary/fault';
import { NUMBER_BYTES, type StoredArray } from './storedArray.js';

/** Reads a number of each type of whole numbers. */
const readers: Readonly<Record<string, (bytes: Buffer, at: number) => number>> = {
  '|u1': (bytes, place) => bytes.readUInt8(place),
  '|i1': (bytes, place) => bytes.readInt8(place),
  '<u2': (bytes, place) => bytes.readUInt16LE(place),
  '<i2': (bytes, place) => bytes.readInt16LE(place),
  '<u4': (bytes, place) => bytes.readUInt32LE(place),
  '<i4': (bytes, place) => bytes.readInt32LE(place),
  '<u8': (bytes, place) => Number(bytes.readBigUInt64LE(place)),
  '<i8': (bytes, place) => Number(bytes.readBigInt64LE(place)),
};

/**
 * The labels of an array of shape [N] or [N, 1].
 * @throws Fault where it has another shape, other numbers or a negative one
 */
export function labelArray({ type, shape, where, open }: StoredArray): number[] {
  const [read, numberBytes] = [readers[type], NUMBER_BYTES.get(type)];
  const remedy = 'save labels as numpy.int64, one for each image';
  if (read === undefined || numberBytes === undefined) {
    throw new Fault({ what: `holds labels of type ${type}`, where, remedy });
  }
  if (shape.length === 0 || shape.slice(1).some((length) => length !== 1)) {
    throw new Fault({ what: `has the shape (${shape.join(', ')})`, where, remedy });
  }
  const count = at(shape, 0);
  const array = open();
  try {
    const bytes = array.read(0, count * numberBytes);
    const labels = Array.from({ length: count }, (_, image) => read(bytes, image * numberBytes));
    const wrong = labels.findIndex((label) => label < 0);
    if (wrong === -1) return labels;
    throw new Fault({ what: `has the label ${at(labels, wrong)} at image ${wrong}`, where, remedy });
  } finally {
    array.close();
  }
}
