import { expect, it } from 'vitest';
import { randomStream } from '@bcos-bench/random';
import { USUAL_IMAGE_SHAPE, type ImageShape } from '@bcos-bench/vocabulary';
import { forms, type Form } from './form.js';
import { shapePicture } from './shapePicture.js';

const nothing: Form = () => Infinity;
const everything: Form = () => -Infinity;

function brightness(picture: Uint8Array): number {
  return picture.reduce((sum, value) => sum + value, 0) / picture.length;
}

it('has 3,072 bytes, and other ones for other random numbers', () => {
  const pictures = [0, 1, 2, 3].map((seed) =>
    shapePicture(forms.get('star') ?? nothing, randomStream(seed), USUAL_IMAGE_SHAPE),
  );
  expect(pictures.map(({ length }) => length)).toEqual([3072, 3072, 3072, 3072]);
  expect(new Set(pictures.map((picture) => Buffer.from(picture).toString('hex'))).size).toBe(4);
});

it('sets the shape off from the ground by a moderate contrast, darker or lighter', () => {
  const contrasts = Array.from({ length: 200 }, (_, seed) => {
    const ground = brightness(shapePicture(nothing, randomStream(seed), USUAL_IMAGE_SHAPE));
    return (brightness(shapePicture(everything, randomStream(seed), USUAL_IMAGE_SHAPE)) - ground) / 255;
  });
  const sizes = contrasts.map(Math.abs);
  expect(Math.min(...sizes)).toBeGreaterThan(0.05);
  expect(Math.max(...sizes)).toBeLessThan(0.5);
  const darker = contrasts.filter((contrast) => contrast < 0).length;
  expect(darker).toBeGreaterThan(40);
  expect(darker).toBeLessThan(80);
});

it('smooths the outline: some pixels are between shape and ground', () => {
  // Without noise, texture and outline there would be two colours but for the edge, so the same picture is drawn thrice.
  const of = (form: Form): Uint8Array => shapePicture(form, randomStream(3), USUAL_IMAGE_SHAPE);
  const [shape, ground, fill] = [of(forms.get('circle') ?? nothing), of(nothing), of(everything)];
  const between = shape.filter((value, i) => {
    const ends = [ground[i] ?? 0, fill[i] ?? 0].sort((a, b) => a - b);
    return value > (ends[0] ?? 0) + 8 && value < (ends[1] ?? 0) - 8;
  });
  expect(between.length).toBeGreaterThan(30);
});

it.each([
  [28, 28, 1],
  [64, 64, 3],
  [224, 224, 3],
] as const)('draws images of %i x %i x %i, with the same shape in proportion', (...shape: ImageShape) => {
  const [rows, columns, channels] = shape;
  const image = shapePicture(forms.get('circle') ?? nothing, randomStream(3), shape);
  const bare = shapePicture(nothing, randomStream(3), shape);
  expect(image).toHaveLength(rows * columns * channels);
  const covered = image.filter((value, i) => Math.abs(value - (bare[i] ?? 0)) > 24).length / image.length;
  expect(covered).toBeGreaterThan(0.1);
  expect(covered).toBeLessThan(0.3);
});
