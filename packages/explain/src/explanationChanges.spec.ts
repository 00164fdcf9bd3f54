import { expect, it } from 'vitest';
import { explanationChanges, type AttributedVersion } from './explanationChanges.js';

/** Two images of one channel and two pixels, of three classes. */
const clean: AttributedVersion = {
  prediction: Int32Array.of(2, 0),
  explainedClass: Int32Array.of(2, 0),
  logits: Float32Array.of(0, 1, 5, 7, 0, 0),
  inputs: Float32Array.of(0.5, 0.5, 0, 1),
  weights: Float32Array.of(4, -2, 0, 0),
  contribution: Float32Array.of(2, -1, 0, 0),
};
const attacked: AttributedVersion = {
  ...clean,
  prediction: Int32Array.of(2, 1),
  logits: Float32Array.of(9, 9, 4.5, 8, 9, 9),
  inputs: Float32Array.of(0.25, 0.75, 0, 1),
  weights: Float32Array.of(2, -4, 1, 1),
  contribution: Float32Array.of(0.5, -3, 0, 1),
};

it('compares the two explanations of each image, and its logit of the explained class', () => {
  const [first, second] = explanationChanges(
    { index: Int32Array.of(3, 8), labels: Int32Array.of(2, 1) },
    clean,
    attacked,
    { contribution: Float32Array.of(2, -1, 1, 1) },
  );
  expect(first).toEqual({
    index: 3,
    label: 2,
    explainedClass: 2,
    cosine: expect.closeTo(4 / Math.sqrt(5 * 9.25), 12) as unknown,
    rankCorrelation: 1,
    positiveKept: 0.25,
    topOverlap: 1,
    shownCosine: expect.closeTo(1, 12) as unknown,
    logitChange: -0.5,
    noiseContribution: -1.5,
    predictionKept: true,
  });
  expect(second).toEqual({
    index: 8,
    label: 1,
    explainedClass: 0,
    cosine: null,
    rankCorrelation: null,
    positiveKept: null,
    topOverlap: 0,
    shownCosine: null,
    logitChange: 1,
    noiseContribution: 0,
    predictionKept: false,
  });
});
