import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { only, parseEpsilon, type AttackNorm } from '@bcos-bench/vocabulary';
import { basic } from '../recipes/basic.js';
import { startingPoints } from './startingPoint.js';
import { trainingAttackPlan, type TrainingAttackPlan } from './trainingAttackPlan.js';

function planOf(norm: AttackNorm): TrainingAttackPlan {
  const plan = trainingAttackPlan({ ...basic, adversarial: `${norm}:0.2:1` });
  if (plan === null) throw new Error('no attack');
  return plan;
}

/** Random starts around grey images, as plain numbers an image. */
function starts(norm: AttackNorm, indices: number[], epoch = 0, grey = 0.5): number[][] {
  return tf.tidy(() => {
    const origin = tf.fill<tf.Rank.R4>([indices.length, 32, 32, 3], grey);
    const key = { seed: 1, epoch, indices: Int32Array.from(indices) };
    return startingPoints.random(origin, planOf(norm), key).as2D(indices.length, 3072).arraySync();
  });
}

describe('random starting points', () => {
  beforeAll(async () => {
    await openPlain();
  });

  it('fill the ball: all of the box, and the sphere of l2', () => {
    const eps = parseEpsilon(0.2);
    const box = only(starts('linf', [0])).map((value) => Math.abs(value - 0.5));
    expect(Math.max(...box)).toBeLessThanOrEqual(eps + 1e-6);
    expect(Math.max(...box)).toBeGreaterThan(0.99 * eps);
    const sphere = only(starts('l2', [0]));
    expect(Math.hypot(...sphere.map((value) => value - 0.5))).toBeCloseTo(eps, 5);
  });

  it('are cut to [0,1]', () => {
    const image = only(starts('linf', [0], 0, 0.05));
    expect(Math.min(...image)).toBe(0);
  });

  it('depend on seed, epoch and image, and not on the place in the batch', () => {
    expect(starts('linf', [5, 9])[1]).toEqual(starts('linf', [9])[0]);
    expect(starts('linf', [5])).not.toEqual(starts('linf', [6]));
    expect(starts('linf', [5], 0)).not.toEqual(starts('linf', [5], 1));
  });
});

it('the starting point of other attacks is the image', () => {
  const origin = tf.fill<tf.Rank.R4>([1, 32, 32, 3], 0.25);
  const key = { seed: 1, epoch: 0, indices: Int32Array.of(0) };
  expect(startingPoints.image(origin, planOf('linf'), key).dataSync()).toEqual(origin.dataSync());
});
