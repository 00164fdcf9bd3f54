const MAGIC = 0x184d2204;
/** Bits of the frame's first byte of flags. */
const [VERSION_MASK, VERSION, BLOCK_CHECKSUM, CONTENT_SIZE, DICTIONARY] = [0b1100_0000, 0b0100_0000, 16, 8, 1];
/** The most bytes that a block holds, by the code of the second byte. */
const BLOCK_BYTES = new Map([4, 5, 6, 7].map((code) => [code, 1 << (8 + 2 * code)]));
/** The bit of a block's size that says that it is stored as it is. */
const STORED = 0x8000_0000;
const SHORTEST_MATCH = 4;

/**
 * Unpacks an LZ4 frame (https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md), whose blocks may refer to those before.
 * Checksums are not verified.
 * @param limit the most bytes that it may hold
 * @throws RangeError where it is damaged, or holds more
 */
export function unpackLz4Frame(packed: Uint8Array, limit: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new RangeError('no LZ4 frame');
  const [flags, sizes] = [view.getUint8(4), view.getUint8(5)];
  const blockBytes = BLOCK_BYTES.get((sizes >> 4) & 7);
  if ((flags & VERSION_MASK) !== VERSION || (flags & DICTIONARY) !== 0 || blockBytes === undefined) {
    throw new RangeError('an LZ4 frame of an unknown kind');
  }
  let from = 7 + ((flags & CONTENT_SIZE) === 0 ? 0 : 8);
  let output: Uint8Array = new Uint8Array(Math.min(blockBytes, limit));
  let length = 0;
  for (let size = view.getUint32(from, true); size !== 0; size = view.getUint32(from, true)) {
    from += 4;
    const stored = size >= STORED;
    const bytes = stored ? size - STORED : size;
    if (bytes > blockBytes || from + bytes > packed.length) throw new RangeError('an LZ4 block is cut');
    const end = Math.min(length + blockBytes, limit);
    output = withRoom(output, end);
    const block = packed.subarray(from, from + bytes);
    length = stored ? copied(block, output, length, end) : unpackBlock(block, output, length, end);
    from += bytes + ((flags & BLOCK_CHECKSUM) === 0 ? 0 : 4);
  }
  return output.subarray(0, length);
}

function withRoom(output: Uint8Array, bytes: number): Uint8Array {
  if (bytes <= output.length) return output;
  const larger = new Uint8Array(Math.max(bytes, 2 * output.length));
  larger.set(output);
  return larger;
}

function copied(block: Uint8Array, output: Uint8Array, at: number, end: number): number {
  requireRoom(at, block.length, end);
  output.set(block, at);
  return at + block.length;
}

/** Unpacks one block to `output` from `at` on, at most to `end`; returns where it ended. */
function unpackBlock(block: Uint8Array, output: Uint8Array, at: number, end: number): number {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  let from = 0;
  const lengthFrom = (nibble: number): number => {
    if (nibble < 15) return nibble;
    let length = nibble;
    for (let more = 255; more === 255; length += more) more = view.getUint8(from++);
    return length;
  };
  while (from < block.length) {
    const token = view.getUint8(from++);
    const literals = lengthFrom(token >> 4);
    if (from + literals > block.length) throw new RangeError('an LZ4 block is cut');
    at = copied(block.subarray(from, from + literals), output, at, end);
    from += literals;
    // The last sequence has no match.
    if (from === block.length) return at;
    const distance = view.getUint16(from, true);
    from += 2;
    const match = lengthFrom(token & 15) + SHORTEST_MATCH;
    if (distance === 0 || distance > at) throw new RangeError('an LZ4 match lies before the beginning');
    requireRoom(at, match, end);
    at = repeated(output, at, distance, match);
  }
  throw new RangeError('an LZ4 block is cut');
}

/** Repeats what lies `distance` before `at`; a match may run into what it writes. */
function repeated(output: Uint8Array, at: number, distance: number, bytes: number): number {
  if (distance >= bytes) {
    output.copyWithin(at, at - distance, at - distance + bytes);
  } else {
    const view = new DataView(output.buffer, output.byteOffset, output.byteLength);
    for (let i = at; i < at + bytes; i += 1) view.setUint8(i, view.getUint8(i - distance));
  }
  return at + bytes;
}

function requireRoom(at: number, bytes: number, end: number): void {
  if (at + bytes > end) throw new RangeError('an LZ4 block holds more than it may');
}
