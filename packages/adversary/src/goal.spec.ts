import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { attackLosses } from './attackLoss.js';
import { at, type AttackLossName } from '@bcos-bench/vocabulary';
import { goals } from './goal.js';

const LOGITS = [
  [3, 1, 0, -1, -2],
  [0, 4, 1, 3, -1],
];
const CLASSES = 5;
const rows = (numbers: number[]): tf.Tensor2D =>
  tf.tensor2d(numbers.map((number) => Array.from({ length: CLASSES }, (_, i) => (i === number ? 1 : 0))));

/** What a goal makes of the logits when the right classes are 0 and 3, and the targets 1 and 1. */
function outcome(name: keyof typeof goals, loss: AttackLossName): { losses: number[]; reached: number[] } {
  return tf.tidy(() => {
    const logits = tf.tensor2d(LOGITS);
    const classes = { onehot: rows([0, 3]), target: rows([1, 1]) };
    const goal = goals[name];
    return {
      losses: Array.from(goal.loss(attackLosses[loss], logits, classes).dataSync()),
      reached: Array.from(goal.reached(logits, classes).dataSync()),
    };
  });
}

beforeAll(async () => {
  await openPlain();
});

describe('the goals', () => {
  it('are any wrong class, or the target and no other', () => {
    expect(outcome('untargeted', 'margin').reached).toEqual([0, 1]);
    expect(outcome('targeted', 'margin').reached).toEqual([0, 1]);
    expect([goals.untargeted.direction, goals.targeted.direction]).toEqual([1, -1]);
  });

  it('have the losses of the right class and of the target', () => {
    expect(outcome('untargeted', 'margin').losses).toEqual([1 - 3, 4 - 3]);
    expect(outcome('targeted', 'margin').losses).toEqual([3 - 1, 3 - 4]);
    const crossEntropy = (row: number[], place: number): number =>
      Math.log(row.reduce((sum, logit) => sum + Math.exp(logit), 0)) - at(row, place);
    outcome('targeted', 'ce').losses.forEach((loss, i) => expect(loss).toBeCloseTo(crossEntropy(at(LOGITS, i), 1), 5));
    outcome('untargeted', 'ce').losses.forEach((loss, i) =>
      expect(loss).toBeCloseTo(crossEntropy(at(LOGITS, i), at([0, 3], i)), 5),
    );
  });

  it('have the probability margin of the right class and of the target', () => {
    const probability = (row: readonly number[], place: number): number =>
      Math.exp(at(row, place)) / row.reduce((sum, logit) => sum + Math.exp(logit), 0);
    const [first, second] = [at(LOGITS, 0), at(LOGITS, 1)];
    const away = [probability(first, 1) - probability(first, 0), probability(second, 1) - probability(second, 3)];
    const towards = [probability(first, 0) - probability(first, 1), probability(second, 3) - probability(second, 1)];
    outcome('untargeted', 'pma').losses.forEach((loss, i) => expect(loss).toBeCloseTo(at(away, i), 6));
    outcome('targeted', 'pma').losses.forEach((loss, i) => expect(loss).toBeCloseTo(at(towards, i), 6));
  });

  it("have AutoAttack's targeted ratio, its sign turned", () => {
    // (right - target) / (first - (third + fourth) / 2)
    const [a, b] = outcome('targeted', 'dlr').losses;
    expect(a).toBeCloseTo((3 - 1) / (3 - (0 - 1) / 2), 5);
    expect(b).toBeCloseTo((3 - 4) / (4 - (1 + 0) / 2), 5);
  });
});
