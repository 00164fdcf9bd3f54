import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { at } from '@bcos-bench/vocabulary/at';
import type { Pixels } from './decodedPixels.js';
import { resizedAndCropped, resizeMethod } from './resizeAndCrop.js';

const bytes = z.string().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const casesSchema = z.array(
  z.object({
    width: z.int(),
    height: z.int(),
    channels: z.union([z.literal(1), z.literal(3)]),
    resize: z.int(),
    size: z.int(),
    rowsFirst: z.boolean(),
    pillow: bytes,
    tensor: bytes,
  }),
);
/** What torchvision makes of the images of `imageOf`, written by `bench/peers/resize_fixtures.py`. */
const cases = casesSchema.parse(JSON.parse(readFileSync(new URL('fixtures/resizes.json', import.meta.url), 'utf8')));

/** The image of `image_of` there. */
function imageOf({ width, height, channels }: Pick<Pixels, 'width' | 'height' | 'channels'>): Pixels {
  const value = (at: number): number => {
    const [row, column, channel] = [
      Math.floor(at / channels / width),
      Math.floor(at / channels) % width,
      at % channels,
    ];
    return (row * row * 3 + row * column * 5 + channel * 77 + (row ^ column) * 11) % 256;
  };
  const data = Uint8Array.from({ length: width * height * channels }, (_, at) => value(at));
  return { data, width, height, channels };
}

describe.each(cases)('$width x $height x $channels, Resize($resize), CenterCrop($size)', (given) => {
  const { data, width, height, channels } = resizedAndCropped(imageOf(given), given);

  const largestError = (peer: Uint8Array): number => {
    expect(data).toHaveLength(peer.length);
    return data.reduce((most, value, place) => Math.max(most, Math.abs(value - at(peer, place))), 0);
  };

  it('is what torchvision makes of an image of Pillow, byte by byte where that begins with the rows too', () => {
    expect([width, height, channels]).toEqual([given.size, given.size, given.channels]);
    expect(largestError(given.pillow)).toBeLessThanOrEqual(given.rowsFirst ? 0 : 1);
  });

  it('is what it makes of a tensor with antialias=True, to one grey level', () => {
    expect(largestError(given.tensor)).toBeLessThanOrEqual(1);
  });
});

it('says what is done', () => {
  expect(resizeMethod({ resize: 256, size: 224 })).toBe('shorter side to 256, antialiased bilinear; centre 224x224');
});
