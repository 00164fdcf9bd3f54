import { expect, it } from 'vitest';
import { imageOutcome, readOutcome } from './imageOutcome.js';

const data = { images: { rows: 32, columns: 32, index: [4], labels: [1], sheet: '' } };
const image = (cleanPrediction: number, success: boolean) => ({ index: 4, cleanPrediction, success });

it('calls an image that was wrong before already misclassified, not a success', () => {
  const untargeted = { isTargeted: false };
  expect(imageOutcome(data, untargeted, image(0, true))).toBe('already-misclassified');
  expect(imageOutcome(data, untargeted, image(0, false))).toBe('already-misclassified');
  expect(imageOutcome(data, untargeted, image(1, true))).toBe('succeeded');
  expect(imageOutcome(data, untargeted, image(1, false))).toBe('failed');
});

it('is whether a targeted attack reached its target', () => {
  expect(imageOutcome(data, { isTargeted: true }, image(0, false))).toBe('failed');
  expect(imageOutcome(data, { isTargeted: true }, image(0, true))).toBe('succeeded');
});

it('reads nothing but outcomes', () => {
  expect(readOutcome('already-misclassified')).toBe('already-misclassified');
  expect(['', 'maybe', 'toString', null].map(readOutcome)).toEqual([null, null, null, null]);
});
