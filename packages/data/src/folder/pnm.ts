import { pixelCount, type Pixels } from './decodedPixels.js';

/** The kinds of Netpbm's formats by their first two bytes: PBM, PGM and PPM, as text and in bytes. */
const kinds: ReadonlyMap<string, { readonly channels: 1 | 3; readonly text: boolean }> = new Map([
  ['P2', { channels: 1, text: true }],
  ['P3', { channels: 3, text: true }],
  ['P5', { channels: 1, text: false }],
  ['P6', { channels: 3, text: false }],
]);

const LARGEST_VALUE = 65_535;

/** Whether a file begins as a PGM or PPM file does. */
export function isPnm(file: Buffer): boolean {
  return kinds.has(file.toString('latin1', 0, 2)) && /\s/.test(file.toString('latin1', 2, 3));
}

/**
 * Decodes a PGM or PPM file (https://netpbm.sourceforge.net/doc/ppm.html); values of another depth are scaled to [0, 255].
 * @throws Error where it is cut or unsound
 */
export function decodePnm(file: Buffer): Pixels {
  const kind = kinds.get(file.toString('latin1', 0, 2));
  if (kind === undefined) throw new Error('no PGM or PPM file');
  const words = new Words(file, 2);
  const [width, height, largest] = [words.number(), words.number(), words.number()];
  if (largest < 1 || largest > LARGEST_VALUE) throw new Error(`its largest value is ${largest}`);
  const count = pixelCount(width, height) * kind.channels;
  const value = kind.text ? () => words.number() : binaryValues(file, words.at + 1, count, largest);
  const data = new Uint8Array(count);
  for (let i = 0; i < count; i += 1) data[i] = scaled(value(), largest);
  return { data, width, height, channels: kind.channels };
}

function scaled(value: number, largest: number): number {
  if (value > largest) throw new Error(`value ${value} is above the largest of ${largest}`);
  return Math.round((value * 255) / largest);
}

/** Values of one byte, or of two with the higher one first. */
function binaryValues(file: Buffer, start: number, count: number, largest: number): () => number {
  const width = largest > 255 ? 2 : 1;
  if (file.length - start < count * width)
    throw new Error(`it ends after ${file.length - start} of ${count * width} bytes`);
  let at = start;
  return () => {
    const value = file.readUIntBE(at, width);
    at += width;
    return value;
  };
}

/** Numbers between white space and comments. */
class Words {
  constructor(
    readonly file: Buffer,
    /** Behind the last number that was read. */
    public at: number,
  ) {}

  number(): number {
    while (this.at < this.file.length && !this.isDigit()) this.passOver();
    const start = this.at;
    while (this.isDigit()) this.at += 1;
    const word = this.file.toString('latin1', start, this.at);
    if (word === '' || word.length > 9) throw new Error('a number is missing in its header or its pixels');
    return Number(word);
  }

  private isDigit(): boolean {
    const byte = this.file[this.at];
    return byte !== undefined && byte >= 0x30 && byte <= 0x39;
  }

  private passOver(): void {
    const letter = this.file.toString('latin1', this.at, this.at + 1);
    if (letter === '#') {
      const end = this.file.indexOf('\n', this.at);
      this.at = end === -1 ? this.file.length : end;
    } else if (/\s/.test(letter)) this.at += 1;
    else throw new Error(`'${letter}' stands where a number should`);
  }
}
