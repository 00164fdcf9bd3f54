import { expect, it } from 'vitest';
import { proportion } from '@bcos-bench/vocabulary';
import type { Prediction } from '@bcos-bench/formats';
import { accuracyCounter } from './accuracy.js';

/** Seven logits that fall from class 0 to class 6. */
const logits = [6, 5, 4, 3, 2, 1, 0];

function predicted(label: number, loss: number): Prediction {
  return { index: 0, label, pred: 0, correct: label === 0, loss, logits };
}

it('counts top-1, top-5, each class, and the mean loss', () => {
  const counter = accuracyCounter(7);
  [predicted(0, 1), predicted(0, 2), predicted(4, 3), predicted(5, 6)].forEach((row) => counter.count(row));
  const { top1, top5, classes, meanLoss } = counter.accuracy();
  expect(top1).toEqual(proportion(2, 4));
  expect(top5).toEqual(proportion(3, 4));
  expect(classes).toHaveLength(7);
  expect(classes[0]).toEqual(proportion(2, 2));
  expect(classes[4]).toEqual(proportion(0, 1));
  expect(classes[6]).toEqual(proportion(0, 0));
  expect(meanLoss).toBe(3);
});
