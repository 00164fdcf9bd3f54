import { at } from '@bcos-bench/vocabulary/at';
import { Fault } from '@bcos-bench/vocabulary/fault';
import type { ImageChannels, ImageShape } from '@bcos-bench/vocabulary';
import { NUMBER_BYTES, type StoredArray } from './storedArray.js';

/** Images in an array: of bytes, or of numbers in [0,1] that are bytes divided by 255. */
export interface ImageArray {
  readonly count: number;
  readonly shape: ImageShape;
  /** Images `from` to `to` (exclusive) as bytes (row, column, channel), one after the other. @throws Fault where a number is no byte */
  readonly images: (from: number, to: number) => Iterable<Uint8Array>;
}

/** How far 255 times a number in [0,1] may be from a byte: float16 rounds by up to 0.07. */
const ROUNDING = 0.1;

const isChannels = (length: number): length is ImageChannels => length === 1 || length === 3;

/**
 * The images of an array of shape [N, rows, columns], [N, rows, columns, channels] or [N, channels, rows, columns].
 * @throws Fault where it has another shape or other numbers
 */
export function imageArray(array: StoredArray): ImageArray {
  const { type, where } = array;
  const layout = layoutOf(array);
  const numberBytes = NUMBER_BYTES.get(type);
  if (numberBytes === undefined || !(type === '|u1' || type.startsWith('<f'))) {
    const remedy = 'save images as numpy.uint8, or as numbers in [0,1]';
    throw new Fault({ what: `holds images of type ${type}`, where, remedy });
  }
  const [rows, columns, channels] = layout.shape;
  const numbers = rows * columns * channels;
  const images = function* (from: number, to: number): Generator<Uint8Array> {
    const open = array.open();
    try {
      for (let image = from; image < to; image += 1) {
        const stored = open.read(image * numbers * numberBytes, numbers * numberBytes);
        const bytes = type === '|u1' ? stored : bytesOf(stored, type, `${where}, image ${image}`);
        yield layout.channelsFirst ? channelsLast(bytes, layout.shape) : Uint8Array.from(bytes);
      }
    } finally {
      open.close();
    }
  };
  return { count: at(array.shape, 0), shape: layout.shape, images };
}

function layoutOf({ shape, where }: StoredArray): { shape: ImageShape; channelsFirst: boolean } {
  const lengths = shape.slice(1);
  if (lengths.every((length) => length > 0)) {
    if (lengths.length === 2) return { shape: [at(lengths, 0), at(lengths, 1), 1], channelsFirst: false };
    if (lengths.length === 3) {
      const [first, second, third] = [at(lengths, 0), at(lengths, 1), at(lengths, 2)];
      if (isChannels(third)) return { shape: [first, second, third], channelsFirst: false };
      if (isChannels(first)) return { shape: [second, third, first], channelsFirst: true };
    }
  }
  const what = `has the shape (${shape.join(', ')})`;
  const remedy = 'save images as (N, rows, columns, channels) with 1 or 3 channels';
  throw new Fault({ what, where, remedy });
}

function bytesOf(stored: Buffer, type: string, where: string): Uint8Array {
  const isSingle = type === '<f4';
  const bytes = new Uint8Array(stored.length / (isSingle ? 4 : 8));
  for (let place = 0; place < bytes.length; place += 1) {
    const value = 255 * (isSingle ? stored.readFloatLE(4 * place) : stored.readDoubleLE(8 * place));
    const byte = Math.round(value);
    if (!(Math.abs(value - byte) <= ROUNDING && byte >= 0 && byte <= 255)) {
      const what = `has the number ${value / 255}, which is no byte divided by 255`;
      const remedy = 'save images as numpy.uint8: results are of images as files hold them';
      throw new Fault({ what, where, remedy });
    }
    bytes[place] = byte;
  }
  return bytes;
}

function channelsLast(bytes: Uint8Array, [rows, columns, channels]: ImageShape): Uint8Array {
  const pixels = rows * columns;
  return Uint8Array.from(bytes, (_, place) => at(bytes, (place % channels) * pixels + Math.floor(place / channels)));
}
