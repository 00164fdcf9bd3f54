import { describe, expect, it } from 'vitest';
import { batchFor, imageShapeSchema, numbersOf, pixelsOf, sameShape, shapeText, withChannels } from './imageShape.js';

it('counts numbers and pixels', () => {
  expect(numbersOf([5, 3, 2])).toBe(30);
  expect(pixelsOf([5, 3, 2])).toBe(15);
  expect(withChannels([5, 3, 2], 6)).toEqual([5, 3, 6]);
  expect(shapeText([28, 30, 1])).toBe('28x30x1');
  expect(sameShape([28, 30, 1], [28, 30, 1])).toBe(true);
  expect(sameShape([28, 30, 1], [30, 28, 1])).toBe(false);
});

it.each([[[32, 32, 2]], [[32, 32]], [[0, 32, 3]], [[1.5, 32, 3]], ['32x32x3']])(
  '%j is not a shape of images',
  (value) => {
    expect(imageShapeSchema.safeParse(value).success).toBe(false);
  },
);

describe('batchFor', () => {
  it.each([
    [[32, 32, 3], 128, 128],
    [[28, 28, 1], 128, 128],
    [[64, 64, 3], 128, 32],
    [[224, 224, 3], 250, 5],
    [[1000, 1000, 3], 64, 1],
  ] as const)('of images of %j instead of %i: %i', (shape, usual, images) => {
    expect(batchFor(shape, usual)).toBe(images);
  });
});
