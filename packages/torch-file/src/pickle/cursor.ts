import type { Fault } from '@bcos-bench/vocabulary';
import { damage } from '../damage.js';
import type { FileBytes } from '../fileBytes.js';

/** What is read ahead at a time. */
const CHUNK_BYTES = 65_536;
/** The longest line of the text opcodes: names and decimal numbers. */
const MAX_LINE = 4096;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A place in a file that moves on as numbers, text and bytes are read, and never beyond `end`. */
export class Cursor {
  /** The next byte to be read, counted from the file's beginning. */
  position: number;
  #chunk: Buffer = Buffer.alloc(0);
  #chunkBegin = 0;

  constructor(
    private readonly file: FileBytes,
    begin: number,
    private readonly end: number,
  ) {
    this.position = begin;
  }

  /** A fault that names the file and the place of the cursor. */
  fault(what: string, remedy?: string): Fault {
    return damage(this.file.path, what, { at: this.position, ...(remedy === undefined ? {} : { remedy }) });
  }

  /** The next `count` bytes; a view that stays as it is. */
  take(count: number): Buffer {
    if (!(count <= this.end - this.position)) throw this.fault(`is cut: ${count} bytes are said to follow`);
    const inChunk = this.position - this.#chunkBegin;
    if (inChunk + count > this.#chunk.length) {
      const bytes = Math.min(Math.max(count, CHUNK_BYTES), this.end - this.position);
      this.#chunk = this.file.read({ position: this.position, bytes });
      this.#chunkBegin = this.position;
    }
    const from = this.position - this.#chunkBegin;
    this.position += count;
    return this.#chunk.subarray(from, from + count);
  }

  uint8(): number {
    const byte = this.#chunk[this.position - this.#chunkBegin];
    if (byte === undefined) return this.take(1).readUInt8(0);
    this.position += 1;
    return byte;
  }

  uint16(): number {
    return this.take(2).readUInt16LE(0);
  }

  uint32(): number {
    return this.take(4).readUInt32LE(0);
  }

  int32(): number {
    return this.take(4).readInt32LE(0);
  }

  /** A size of 8 bytes; numbers that no file can have become Infinity-like and are refused by `take`. */
  uint64(): number {
    return Number(this.take(8).readBigUInt64LE(0));
  }

  float64BigEndian(): number {
    return this.take(8).readDoubleBE(0);
  }

  /** The text of `count` bytes in UTF-8. @throws Fault where it is none */
  text(count: number): string {
    const bytes = this.take(count);
    try {
      return utf8.decode(bytes);
    } catch {
      throw this.fault('holds text that is not UTF-8');
    }
  }

  /** The characters up to a line feed, which is passed over. @throws Fault where a line is longer than any name is */
  line(): string {
    const bytes: number[] = [];
    for (let byte = this.uint8(); byte !== 0x0a; byte = this.uint8()) {
      if (bytes.length === MAX_LINE) throw this.fault(`holds a line of more than ${MAX_LINE} characters`);
      bytes.push(byte);
    }
    return Buffer.from(bytes).toString('latin1');
  }
}
