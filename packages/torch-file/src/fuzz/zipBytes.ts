import { crc32 } from 'node:zlib';

/** An entry of a zip file that is to be made; what is not said is the truth. */
export interface ZipPart {
  readonly name: string;
  readonly bytes: Buffer;
  readonly method?: number;
  readonly compressedSize?: number;
  readonly uncompressedSize?: number;
  readonly crc32?: number;
  /** Where the directory says that the entry begins. */
  readonly offset?: number;
}

/** What the end of the directory says besides the truth. */
export interface ZipEnd {
  readonly entries?: number;
  readonly directoryOffset?: number;
}

/** The bytes of a zip file. It lies wherever it is told to, which no zip library does. */
export function zipBytes(parts: readonly ZipPart[], end: ZipEnd = {}): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const part of parts) {
    const local = Buffer.concat([localHeader(part), Buffer.from(part.name), part.bytes]);
    directory.push(directoryHeader(part, part.offset ?? position), Buffer.from(part.name));
    pieces.push(local);
    position += local.length;
  }
  const entries = Buffer.concat(directory);
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(0x06054b50, 0);
  tail.writeUInt16LE(end.entries ?? parts.length, 8);
  tail.writeUInt16LE(end.entries ?? parts.length, 10);
  tail.writeUInt32LE(entries.length, 12);
  tail.writeUInt32LE(end.directoryOffset ?? position, 16);
  return Buffer.concat([...pieces, entries, tail]);
}

/** From the flags on, local headers and those of the directory say the same. */
function commonFields(part: ZipPart): Buffer {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(part.method ?? 0, 4);
  common.writeUInt32LE(part.crc32 ?? crc32(part.bytes), 10);
  common.writeUInt32LE(part.compressedSize ?? part.bytes.length, 14);
  common.writeUInt32LE(part.uncompressedSize ?? part.bytes.length, 18);
  common.writeUInt16LE(Buffer.byteLength(part.name), 22);
  return common;
}

function localHeader(part: ZipPart): Buffer {
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(0x04034b50);
  return Buffer.concat([signature, commonFields(part)]);
}

function directoryHeader(part: ZipPart, offset: number): Buffer {
  const signature = Buffer.alloc(6);
  signature.writeUInt32LE(0x02014b50);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([signature, commonFields(part), rest]);
}
