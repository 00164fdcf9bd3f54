import { at } from '@bcos-bench/vocabulary';

/** A place in bytes that are read from their beginning to their end. */
export interface ByteCursor {
  readonly bytes: Uint8Array;
  place: number;
}

/** A structure: its fields that are whole numbers, truth values (as 0 and 1) or structures, by number. What else it has is passed over. */
export type ThriftStructure = ReadonlyMap<number, number | ThriftStructure>;

/** Structures within structures: more than any Parquet file has. */
const DEEPEST = 8;
/** Bytes of a whole number of 64 bits, seven bits each. */
const LONGEST_NUMBER = 10;

/**
 * Reads a structure in Thrift's compact protocol, in which Parquet files describe themselves.
 * @throws RangeError where the bytes end before it, or are none
 */
export function readThriftStructure(cursor: ByteCursor, depth = 0): ThriftStructure {
  if (depth > DEEPEST) throw new RangeError('its structures are too deep');
  const fields = new Map<number, number | ThriftStructure>();
  let field = 0;
  for (;;) {
    const head = nextByte(cursor);
    if (head === 0) return fields;
    const step = head >> 4;
    field = step === 0 ? zigZag(cursor) : field + step;
    const value = readValue(cursor, head & 15, depth);
    if (value !== null) fields.set(field, value);
  }
}

/** The kinds of values, by their number in the protocol. */
const READERS: Readonly<Record<number, (cursor: ByteCursor, depth: number) => number | ThriftStructure | null>> = {
  1: () => 1,
  2: () => 0,
  3: nextByte,
  4: zigZag,
  5: zigZag,
  6: zigZag,
  7: (cursor) => pass(cursor, 8),
  8: (cursor) => pass(cursor, varint(cursor)),
  9: passList,
  10: passList,
  12: (cursor, depth) => readThriftStructure(cursor, depth + 1),
};

function readValue(cursor: ByteCursor, kind: number, depth: number): number | ThriftStructure | null {
  const read = READERS[kind];
  if (read === undefined) throw new RangeError(`a value is of the kind ${kind}`);
  return read(cursor, depth);
}

/** Truth values of a list have a byte each, unlike those of a structure. */
function passList(cursor: ByteCursor, depth: number): null {
  const head = nextByte(cursor);
  const [short, kind] = [head >> 4, head & 15];
  const length = short === 15 ? varint(cursor) : short;
  for (let item = 0; item < length; item += 1) readValue(cursor, kind <= 2 ? 3 : kind, depth + 1);
  return null;
}

function pass(cursor: ByteCursor, bytes: number): null {
  if (cursor.place + bytes > cursor.bytes.length) throw new RangeError('it is cut');
  cursor.place += bytes;
  return null;
}

function zigZag(cursor: ByteCursor): number {
  const value = varint(cursor);
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

function varint(cursor: ByteCursor): number {
  let value = 0;
  for (let place = 0; place < LONGEST_NUMBER; place += 1) {
    const byte = nextByte(cursor);
    value += (byte & 127) * 2 ** (7 * place);
    if (byte < 128) return value;
  }
  throw new RangeError('a number is too long');
}

function nextByte(cursor: ByteCursor): number {
  if (cursor.place >= cursor.bytes.length) throw new RangeError('it is cut');
  const byte = at(cursor.bytes, cursor.place);
  cursor.place += 1;
  return byte;
}
