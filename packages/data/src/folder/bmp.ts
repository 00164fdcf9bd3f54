import { pixelCount, type Pixels } from './decodedPixels.js';

/** Bytes of the file's header and of the smallest header behind it that says how pixels are stored (BITMAPINFOHEADER). */
const HEADER_BYTES = 54;
const INFO_HEADER_BYTES = 40;
const INFO_START = 14;

/** How pixels are stored, by the number in the header. */
const PLAIN = 0;
const BY_MASKS = [3, 6];

/** The red, green and blue of a pixel, in [0, 255], by the number that stands for it. */
type Colour = (value: number) => readonly [red: number, green: number, blue: number];

/** What the headers say. */
interface Header {
  readonly width: number;
  readonly height: number;
  /** Whether the first row of the file is the lowest. */
  readonly bottomUp: boolean;
  /** Bits of a pixel: 1, 4, 8, 16, 24 or 32. */
  readonly depth: number;
  readonly masks: boolean;
  /** Where the pixels begin. */
  readonly start: number;
  /** Where the colours or the masks begin. */
  readonly behindHeader: number;
}

/** Whether a file begins as a BMP file does. */
export function isBmp(file: Buffer): boolean {
  return file.toString('latin1', 0, 2) === 'BM';
}

/**
 * Decodes a BMP file that is not compressed, of any depth and with or without a palette; transparency is passed over, as by most
 * programs.
 * @throws Error where it is cut, compressed or unsound
 */
export function decodeBmp(file: Buffer): Pixels {
  const header = headerOf(file);
  const { width, height, depth, start } = header;
  const stride = 4 * Math.ceil((width * depth) / 32);
  const due = start + stride * height;
  if (file.length < due) throw new Error(`it ends after ${file.length} of ${due} bytes`);
  const colour = colourOf(file, header);
  const data = new Uint8Array(3 * width * height);
  for (let row = 0; row < height; row += 1) {
    const from = start + stride * (header.bottomUp ? height - 1 - row : row);
    for (let column = 0; column < width; column += 1) {
      data.set(colour(pixelValue(file, from, column, depth)), 3 * (row * width + column));
    }
  }
  return { data, width, height, channels: 3 };
}

function headerOf(file: Buffer): Header {
  if (file.length < HEADER_BYTES) throw new Error(`it ends after ${file.length} bytes, within its header`);
  const size = file.readUInt32LE(INFO_START);
  if (size < INFO_HEADER_BYTES) throw new Error(`its header has ${size} bytes: it is of OS/2`);
  const [width, rows] = [file.readInt32LE(18), file.readInt32LE(22)];
  const [depth, compression] = [file.readUInt16LE(28), file.readUInt32LE(30)];
  const masks = BY_MASKS.includes(compression);
  if (![1, 4, 8, 16, 24, 32].includes(depth)) throw new Error(`its pixels have ${depth} bits`);
  if (compression !== PLAIN && !(masks && (depth === 16 || depth === 32))) {
    throw new Error(`its compression ${compression} is not read`);
  }
  pixelCount(width, Math.abs(rows));
  return {
    width,
    height: Math.abs(rows),
    bottomUp: rows > 0,
    depth,
    masks,
    start: file.readUInt32LE(10),
    behindHeader: INFO_START + size,
  };
}

/** A pixel as a number: bits from the highest of each byte on, or whole bytes from the lowest on. */
function pixelValue(file: Buffer, from: number, column: number, depth: number): number {
  if (depth >= 8) return file.readUIntLE(from + (column * depth) / 8, depth / 8);
  const bit = column * depth;
  return (file.readUInt8(from + (bit >> 3)) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

function colourOf(file: Buffer, { depth, masks, behindHeader, start }: Header): Colour {
  if (depth <= 8) return paletteColour(file, behindHeader, start, depth);
  if (depth === 16 || masks) {
    // With a header of 40 bytes the masks stand behind it, with a longer one at its end: both at the same place.
    const at = INFO_START + INFO_HEADER_BYTES;
    const fields = masks ? [0, 4, 8].map((offset) => file.readUInt32LE(at + offset)) : [0x7c00, 0x03e0, 0x001f];
    const [red, green, blue] = fields.map(maskedValue);
    if (red === undefined || green === undefined || blue === undefined) throw new Error('a mask is missing');
    return (value) => [red(value), green(value), blue(value)];
  }
  return (value) => [(value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

/** The colours stand between the header and the pixels, four bytes each: blue, green, red and one without a meaning. */
function paletteColour(file: Buffer, from: number, to: number, depth: number): Colour {
  const count = Math.min(1 << depth, Math.floor((Math.min(to, file.length) - from) / 4));
  return (value) => {
    if (value >= count) throw new Error(`a pixel has the colour ${value}, and its palette ${count}`);
    const at = from + 4 * value;
    return [file.readUInt8(at + 2), file.readUInt8(at + 1), file.readUInt8(at)];
  };
}

/** The bits of a mask, side by side, as a value in [0, 255]. */
function maskedValue(mask: number): (value: number) => number {
  if (mask === 0) throw new Error('a mask has no bits');
  const lowest = 31 - Math.clz32(mask & -mask);
  const largest = mask >>> lowest;
  if ((largest & (largest + 1)) !== 0) throw new Error('a mask has a gap');
  return (value) => Math.floor((((value & mask) >>> lowest) * 255) / largest);
}
