import { z } from 'zod';
import { at } from '@bcos-bench/vocabulary';

/** The largest number of an image that is read: a file cannot make a reader count for hours. */
const LARGEST_NUMBER = 2 ** 24;

/**
 * Which of an attack's images are classified rightly, before and after it, in few characters: `images` are their numbers in the split, such
 * as `0-63` or `0-6,8`; `before` and `after` have a bit for each in that order, the first in the highest bit of the first byte, as Base64.
 */
export const imageOutcomesSchema = z
  .object({
    images: z
      .string()
      .regex(/^(?:\d{1,8}(?:-\d{1,8})?(?:,\d{1,8}(?:-\d{1,8})?)*)?$/, 'must be numbers such as 0-63,70'),
    before: z.base64(),
    after: z.base64(),
  })
  .superRefine(({ images, before, after }, context) => {
    const ranges = rangesOf(images);
    const ascending = ranges.every(([first, final], i) => first <= final && (i === 0 || first > at(ranges, i - 1)[1]));
    const issue = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if (!ascending || ranges.some(([, final]) => final > LARGEST_NUMBER)) {
      issue('images', 'must be rising numbers of images');
      return;
    }
    const bytes = Math.ceil(ranges.reduce((sum, [first, final]) => sum + final - first + 1, 0) / 8);
    for (const [path, bits] of Object.entries({ before, after })) {
      if (Buffer.from(bits, 'base64').length !== bytes) issue(path, `must have a bit for each image: ${bytes} bytes`);
    }
  });
export type ImageOutcomes = z.infer<typeof imageOutcomesSchema>;

/** Packs the outcomes of the same images before and after an attack. */
export function packOutcomes(before: ReadonlyMap<number, boolean>, after: ReadonlyMap<number, boolean>): ImageOutcomes {
  const numbers = [...after.keys()].sort((a, b) => a - b);
  const bits = (outcomes: ReadonlyMap<number, boolean>): string => {
    const bytes = Buffer.alloc(Math.ceil(numbers.length / 8));
    for (const [place, image] of numbers.entries()) {
      if (outcomes.get(image) === true)
        bytes.writeUInt8(bytes.readUInt8(place >> 3) | (0x80 >> (place & 7)), place >> 3);
    }
    return bytes.toString('base64');
  };
  return { images: rangeText(numbers), before: bits(before), after: bits(after) };
}

/** The outcomes by the numbers of the images, before and after. */
export function unpackOutcomes({ images, before, after }: ImageOutcomes): {
  readonly before: ReadonlyMap<number, boolean>;
  readonly after: ReadonlyMap<number, boolean>;
} {
  const numbers = rangesOf(images).flatMap(([first, final]) =>
    Array.from({ length: final - first + 1 }, (_, i) => first + i),
  );
  const outcomes = (bits: string): Map<number, boolean> => {
    const bytes = Buffer.from(bits, 'base64');
    return new Map(numbers.map((image, place) => [image, (bytes.readUInt8(place >> 3) & (0x80 >> (place & 7))) !== 0]));
  };
  return { before: outcomes(before), after: outcomes(after) };
}

/** First and last number of each range. */
function rangesOf(images: string): (readonly [number, number])[] {
  if (images === '') return [];
  return images.split(',').map((range) => {
    const ends = range.split('-').map(Number);
    return [at(ends, 0), at(ends, ends.length - 1)];
  });
}

/** Rising numbers as ranges, such as `0-63,70`. */
export function rangeText(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const range = ranges.at(-1);
    if (range?.[1] === number - 1) range[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([first, final]) => (first === final ? String(first) : `${first}-${final}`)).join(',');
}
