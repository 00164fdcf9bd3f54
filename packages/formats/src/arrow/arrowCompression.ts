import { CompressionType, compressionRegistry } from 'apache-arrow';
import { Decompress } from 'fzstd';
import { only } from '@bcos-bench/vocabulary';
import { unpackLz4Frame } from './lz4Frame.js';

/** The most bytes that one column of one batch may unpack to: more than any shard has. */
const MOST_BYTES = 2 ** 31;

/** Lets the Arrow library read columns that are packed with LZ4 or ZSTD, as pyarrow's Feather files are. */
export function registerArrowCompression(): void {
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: (packed) => unpackLz4Frame(packed, MOST_BYTES) });
  compressionRegistry.set(CompressionType.ZSTD, { decode: unpackZstd });
}

function unpackZstd(packed: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress((piece) => {
    length += piece.length;
    if (length > MOST_BYTES) throw new RangeError('a ZSTD column unpacks to more than 2 GiB');
    pieces.push(piece);
  });
  stream.push(packed, true);
  return pieces.length === 1 ? only(pieces) : Buffer.concat(pieces);
}
