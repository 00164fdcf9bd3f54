import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary/at';
import { decodeBmp, isBmp } from './bmp.js';

interface Stored {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly rows: readonly Buffer[];
  readonly compression?: number;
  readonly masks?: readonly number[];
  readonly palette?: Buffer;
  readonly headerSize?: number;
}

/** A BMP file of rows that are given in the order of the file. */
function bmp({ width, height, depth, rows, compression = 0, masks = [], palette, headerSize = 40 }: Stored): Buffer {
  const header = Buffer.alloc(14 + headerSize);
  header.write('BM');
  const fields = Buffer.alloc(4 * masks.length);
  masks.forEach((mask, i) => fields.writeUInt32LE(mask, 4 * i));
  const behind = Buffer.concat([fields, palette ?? Buffer.alloc(0)]);
  header.writeUInt32LE(header.length + behind.length, 10);
  header.writeUInt32LE(headerSize, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(depth, 28);
  header.writeUInt32LE(compression, 30);
  const filled = rows.map((row) => Buffer.concat([row, Buffer.alloc(-row.length & 3)]));
  return Buffer.concat([header, behind, ...filled]);
}

const words = (bytes: 2 | 4, ...values: number[]): Buffer => {
  const row = Buffer.alloc(bytes * values.length);
  values.forEach((value, i) => row.writeUIntLE(value, bytes * i, bytes));
  return row;
};

/** Two rows of two pixels: red, green, blue and a grey one. */
const pixels = [255, 0, 0, 0, 255, 0, 0, 0, 255, 132, 132, 132];
const upper24 = Buffer.of(0, 0, 255, 0, 255, 0);
const lower24 = Buffer.of(255, 0, 0, 132, 132, 132);
const palette = Buffer.of(0, 0, 255, 0, 0, 255, 0, 0, 255, 0, 0, 0, 132, 132, 132, 0);

it('knows a file by its first bytes', () => {
  expect([isBmp(Buffer.from('BM...')), isBmp(Buffer.from('P6 1'))]).toEqual([true, false]);
});

describe('decodeBmp', () => {
  it.each([
    ['24 bits, from below', { height: 2, depth: 24, rows: [lower24, upper24] }],
    ['24 bits, from above', { height: -2, depth: 24, rows: [upper24, lower24] }],
    ['32 bits', { height: -2, depth: 32, rows: [words(4, 0xff0000, 0xff00), words(4, 0xff0000ff, 0x848484)] }],
    [
      '32 bits by masks',
      {
        height: -2,
        depth: 32,
        compression: 3,
        masks: [0xff000000, 0xff0000, 0xff00],
        rows: [words(4, 0xff000000, 0xff0000), words(4, 0xff00, 0x84848400)],
      },
    ],
    ['16 bits', { height: -2, depth: 16, rows: [words(2, 0x7c00, 0x3e0), words(2, 0x1f, 0x4210)] }],
    ['8 bits with a palette', { height: -2, depth: 8, palette, rows: [Buffer.of(0, 1), Buffer.of(2, 3)] }],
    ['4 bits with a palette', { height: -2, depth: 4, palette, rows: [Buffer.of(0x01), Buffer.of(0x23)] }],
  ])('reads %s', (_name, stored) => {
    const { data, ...rest } = decodeBmp(bmp({ width: 2, ...stored }));
    expect([...data].map((value) => (value === 131 ? 132 : value))).toEqual(pixels);
    expect(rest).toEqual({ width: 2, height: 2, channels: 3 });
  });

  it('reads one bit, and 5-6-5 bits by masks', () => {
    const black = Buffer.of(0, 0, 0, 0, 255, 255, 255, 0);
    const bits = bmp({ width: 3, height: 1, depth: 1, palette: black, rows: [Buffer.of(0b10100000)] });
    expect([...decodeBmp(bits).data]).toEqual([255, 255, 255, 0, 0, 0, 255, 255, 255]);
    const masks = [0xf800, 0x7e0, 0x1f];
    const green = bmp({ width: 1, height: 1, depth: 16, compression: 3, masks, rows: [words(2, 0x7e0)] });
    expect([...decodeBmp(green).data]).toEqual([0, 255, 0]);
  });

  it.each([
    [
      'a palette that is too short',
      { depth: 8, palette: palette.subarray(0, 4), rows: [Buffer.of(1)] },
      'the colour 1',
    ],
    ['run lengths', { depth: 8, compression: 1, palette, rows: [Buffer.of(1)] }, 'its compression 1 is not read'],
    ['an unknown depth', { depth: 5, rows: [Buffer.of(1)] }, 'its pixels have 5 bits'],
    ['no pixels', { width: 0, depth: 24, rows: [] }, 'it has 0 by 1 pixels'],
    ['too many pixels', { width: 2 ** 30, depth: 24, rows: [] }, 'pixels, more than'],
    ['a cut row', { depth: 24, rows: [] }, 'it ends after 54 of 58 bytes'],
    [
      'masks with a gap',
      { depth: 16, compression: 3, masks: [5, 0x7e0, 0x1f], rows: [words(2, 1)] },
      'a mask has a gap',
    ],
  ])('refuses %s', (_name, stored, reason) => {
    expect(() => decodeBmp(bmp({ width: 1, height: 1, ...stored }))).toThrow(reason);
  });

  it('throws no other than an Error, and hangs on nothing, whatever the bytes', () => {
    const whole = bmp({ width: 2, height: -2, depth: 8, palette, rows: [Buffer.of(0, 1), Buffer.of(2, 3)] });
    fc.assert(
      fc.property(
        fc.nat(whole.length - 1),
        fc.integer({ min: 1, max: 255 }),
        fc.nat(whole.length),
        (place, flip, end) => {
          const damaged = Buffer.from(whole.subarray(0, end));
          if (place < damaged.length) damaged[place] = at(damaged, place) ^ flip;
          try {
            const { data, width, height } = decodeBmp(damaged);
            expect(data).toHaveLength(3 * width * height);
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
          }
        },
      ),
    );
  });
});
