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

describe('the margin of probabilities', () => {
  it('is the difference of two probabilities, above zero exactly where the image is misclassified', () => {
    fc.assert(
      fc.property(logitsOf, labelOf, (thousandths, label) => {
        const logits = thousandths.map((value) => value / 1000);
        const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0);
        const probabilities = logits.map((logit) => Math.exp(logit) / sum);
        const others = probabilities.filter((_, i) => i !== label);
        const found = lossOf('pma', logits, label);
        expect(found).toBeCloseTo(Math.max(...others) - at(probabilities, label), 5);
        expect(found > 0).toBe(Math.max(...logits) !== logits[label]);
      }),
    );
  });

  it('is defined for logits of any size', () => {
    expect(lossOf('pma', [3e4, -3e4, 0, 1, 2], 0)).toBe(-1);
    expect(lossOf('pma', [3e4, -3e4, 0, 1, 2], 1)).toBe(1);
  });

  it('has a gradient through all classes', () => {
    const logits = [1, 0, -1, 0.5, 2];
    const powers = logits.map(Math.exp);
    const p = powers.map((power) => power / powers.reduce((a, b) => a + b));
    const gradient = tf.tidy(() => {
      const onehot = tf.tensor2d([[1, 0, 0, 0, 0]]);
      return tf
        .grad((z) => tf.sum(attackLosses.pma.away(z.as2D(1, CLASSES), onehot)))(tf.tensor2d([logits]))
        .dataSync();
    });
    // Of p4 - p0: p4 (1[i=4] - pi) - p0 (1[i=0] - pi).
    const [first, last] = [at(p, 0), at(p, 4)];
    p.forEach((own, i) => {
      const expected = last * ((i === 4 ? 1 : 0) - own) - first * ((i === 0 ? 1 : 0) - own);
      expect(gradient[i]).toBeCloseTo(expected, 6);
    });
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
