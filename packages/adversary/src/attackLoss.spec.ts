import fc from 'fast-check';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { attackLosses } from './attackLoss.js';
import { at, only, type AttackLossName } from '@bcos-bench/vocabulary';

const CLASSES = 5;
const logitsOf = fc.uniqueArray(fc.integer({ min: -4000, max: 4000 }), { minLength: CLASSES, maxLength: CLASSES });
const labelOf = fc.integer({ min: 0, max: CLASSES - 1 });

function lossOf(name: AttackLossName, logits: readonly number[], label: number): number {
  return tf.tidy(() => {
    const onehot = tf.oneHot([label], CLASSES, 1, 0, 'float32').as2D(1, CLASSES);
    return only(attackLosses[name].away(tf.tensor2d([[...logits]]), onehot).dataSync());
  });
}

beforeAll(async () => {
  await openPlain();
});

describe('the margin', () => {
  it('is above zero exactly where the image is misclassified', () => {
    fc.assert(
      fc.property(logitsOf, labelOf, (thousandths, label) => {
        const logits = thousandths.map((value) => value / 1000);
        const right = at(logits, label);
        expect(lossOf('margin', logits, label) > 0).toBe(Math.max(...logits) !== right);
      }),
    );
  });
});

describe('the ratio of logit differences', () => {
  it("is AutoAttack's formula and takes no notice of scale and offset", () => {
    fc.assert(
      fc.property(logitsOf, labelOf, (thousandths, label) => {
        const logits = thousandths.map((value) => value / 1000);
        const sorted = logits.toSorted((a, b) => b - a);
        const [first, second, third] = [at(sorted, 0), at(sorted, 1), at(sorted, 2)];
        const right = at(logits, label);
        const wrong = right === first ? second : first;
        const expected = -(right - wrong) / (first - third + 1e-12);
        const tolerance = 1e-3 * Math.max(1, Math.abs(expected));
        expect(Math.abs(lossOf('dlr', logits, label) - expected)).toBeLessThan(tolerance);
        expect(
          Math.abs(
            lossOf(
              'dlr',
              logits.map((value) => 2 * value + 1),
              label,
            ) - expected,
          ),
        ).toBeLessThan(2 * tolerance);
      }),
    );
  });

  it('has a gradient', () => {
    const gradient = tf.tidy(() => {
      const onehot = tf.tensor2d([[1, 0, 0, 0, 0]]);
      return tf
        .grad((z) => tf.sum(attackLosses.dlr.away(z.as2D(1, CLASSES), onehot)))(tf.tensor2d([[3, 2, 1, 0, -1]]))
        .dataSync();
    });
    // -(3 - 2) / (3 - 1): the quotient rule by hand.
    [-0.5 + 0.25, 0.5, -0.25, 0, 0].forEach((expected, i) => expect(gradient[i]).toBeCloseTo(expected, 5));
  });
});
