import { expect, it } from 'vitest';
import { imageOutcome, readOutcome } from './imageOutcome.js';

const data = { mapStays: 0.9, images: { rows: 32, columns: 32, index: [4], labels: [1], sheet: '' } };
const onPrediction = { onExplanation: false, explanations: [] };
const image = (cleanPrediction: number, success: boolean) => ({ index: 4, cleanPrediction, success });

it('calls an image that was wrong before already misclassified, not a success', () => {
  const untargeted = { isTargeted: false, ...onPrediction };
  expect(imageOutcome(data, untargeted, image(0, true))).toBe('already-misclassified');
  expect(imageOutcome(data, untargeted, image(0, false))).toBe('already-misclassified');
  expect(imageOutcome(data, untargeted, image(1, true))).toBe('succeeded');
  expect(imageOutcome(data, untargeted, image(1, false))).toBe('failed');
});

it('is whether a targeted attack reached its target', () => {
  const targeted = { isTargeted: true, ...onPrediction };
  expect(imageOutcome(data, targeted, image(0, false))).toBe('failed');
  expect(imageOutcome(data, targeted, image(0, true))).toBe('succeeded');
});

it('is where the map is, of an attack on explanations', () => {
  const pair = { explanation: '', contribution: '' };
  const outcome = (cosine: number | null) => {
    const images = [{ index: 4, cleanClass: 0, attackedClass: 0, cosine }];
    const explanations = [{ node: 'e', method: null, images, clean: pair, attacked: pair, limit: 1 }];
    return imageOutcome(data, { isTargeted: false, onExplanation: true, explanations }, image(0, false));
  };
  expect([0.2, 0.95, null].map(outcome)).toEqual(['map-moved', 'map-stays', 'map-not-explained']);
});

it('reads nothing but outcomes', () => {
  expect(readOutcome('already-misclassified')).toBe('already-misclassified');
  expect(['', 'maybe', 'toString', null].map(readOutcome)).toEqual([null, null, null, null]);
});
