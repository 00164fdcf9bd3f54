import { expect, it } from 'vitest';
import { randomStream } from '@bcos-bench/random';
import { lookUp, at, USUAL_IMAGE_SHAPE, type ImageShape } from '@bcos-bench/vocabulary';
import { forms, type Form } from './form.js';
import { shapeImage } from './shapeImage.js';

const nothing: Form = () => Infinity;
const everything: Form = () => -Infinity;

function brightness(image: Uint8Array): number {
  return image.reduce((sum, value) => sum + value, 0) / image.length;
}

it('has 3,072 bytes, and other ones for other random numbers', () => {
  const images = [0, 1, 2, 3].map((seed) => shapeImage(lookUp(forms, 'star'), randomStream(seed), USUAL_IMAGE_SHAPE));
  expect(images.map(({ length }) => length)).toEqual([3072, 3072, 3072, 3072]);
  expect(new Set(images.map((image) => Buffer.from(image).toString('hex'))).size).toBe(4);
});

it('sets the shape off from the ground by a moderate contrast, darker or lighter', () => {
  const contrasts = Array.from({ length: 200 }, (_, seed) => {
    const ground = brightness(shapeImage(nothing, randomStream(seed), USUAL_IMAGE_SHAPE));
    return (brightness(shapeImage(everything, randomStream(seed), USUAL_IMAGE_SHAPE)) - ground) / 255;
  });
  const sizes = contrasts.map(Math.abs);
  expect(Math.min(...sizes)).toBeGreaterThan(0.05);
  expect(Math.max(...sizes)).toBeLessThan(0.5);
  const darker = contrasts.filter((contrast) => contrast < 0).length;
  expect(darker).toBeGreaterThan(40);
  expect(darker).toBeLessThan(80);
});

it('smooths the outline: some pixels are between shape and ground', () => {
  // Without noise, texture and outline there would be two colours but for the edge, so the same image is drawn thrice.
  const of = (form: Form): Uint8Array => shapeImage(form, randomStream(3), USUAL_IMAGE_SHAPE);
  const [shape, ground, fill] = [of(lookUp(forms, 'circle')), of(nothing), of(everything)];
  const between = shape.filter((value, i) => {
    const ends = [at(ground, i), at(fill, i)].sort((a, b) => a - b);
    return value > at(ends, 0) + 8 && value < at(ends, 1) - 8;
  });
  expect(between.length).toBeGreaterThan(30);
});

it.each([
  [28, 28, 1],
  [64, 64, 3],
  [224, 224, 3],
] as const)('draws images of %i x %i x %i, with the same shape in proportion', (...shape: ImageShape) => {
  const [rows, columns, channels] = shape;
  const image = shapeImage(lookUp(forms, 'circle'), randomStream(3), shape);
  const bare = shapeImage(nothing, randomStream(3), shape);
  expect(image).toHaveLength(rows * columns * channels);
  const covered = image.filter((value, i) => Math.abs(value - at(bare, i)) > 24).length / image.length;
  expect(covered).toBeGreaterThan(0.1);
  expect(covered).toBeLessThan(0.3);
});
