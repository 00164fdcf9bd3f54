/** Pickles in pieces: opcodes as bytes, to be joined. The names are those of `pickletools`. */
const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');

export const PROTO_2 = Buffer.of(0x80, 2);
export const STOP = ascii('.');
export const MARK = ascii('(');
const TUPLE = ascii('t');
export const REDUCE = ascii('R');
export const BUILD = ascii('b');
export const BINPERSID = ascii('Q');
export const EMPTY_DICT = ascii('}');
export const EMPTY_LIST = ascii(']');
export const EMPTY_TUPLE = ascii(')');
export const NONE = ascii('N');
export const STACK_GLOBAL = Buffer.of(0x93);
export const NEWOBJ = Buffer.of(0x81);
export const NEWOBJ_EX = Buffer.of(0x92);
export const OBJ = ascii('o');
const SETITEM = ascii('s');

export function global(module: string, name: string): Buffer {
  return ascii(`c${module}\n${name}\n`);
}

export function inst(module: string, name: string): Buffer {
  return ascii(`i${module}\n${name}\n`);
}

export function binunicode(text: string): Buffer {
  const bytes = Buffer.from(text);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([ascii('X'), length, bytes]);
}

/** LONG1 of 16 bytes: any whole number of 128 bits. */
export function whole(value: bigint | number): Buffer {
  const wide = BigInt.asUintN(128, BigInt(value));
  const bytes = Buffer.alloc(16);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, wide), 0);
  bytes.writeBigUInt64LE(wide >> 64n, 8);
  return Buffer.concat([Buffer.of(0x8a, 16), bytes]);
}

export function tuple(...items: readonly Buffer[]): Buffer {
  return Buffer.concat([MARK, ...items, TUPLE]);
}

export function pickle(...pieces: readonly Buffer[]): Buffer {
  return Buffer.concat([PROTO_2, ...pieces, STOP]);
}

/** A dict of one entry. */
export function entry(key: string, value: Buffer): Buffer {
  return Buffer.concat([EMPTY_DICT, binunicode(key), value, SETITEM]);
}
