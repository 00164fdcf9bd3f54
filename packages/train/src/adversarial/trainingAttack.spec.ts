import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { encode, trainingLosses } from '@bcos-bench/models';
import { at } from '@bcos-bench/vocabulary';
import type { Recipe } from '../recipe.js';
import { basic } from '../recipes/basic.js';
import { colourData } from '../testing/colours.fixture.js';
import { firstPosition, smallNetwork, smallPlan } from '../testing/smallTraining.fixture.js';
import { labelledBatch, unchanged } from '../trainingBatch.js';
import { partOf } from '../trainingState.js';
import { attackNoise } from './attackNoise.js';
import { startingPoints } from './startingPoint.js';
import { traceTrainingAttack } from './trainingAttack.js';
import { trainingAttackPlan } from './trainingAttackPlan.js';

const indices = Int32Array.of(0, 1, 2, 3);
const network = smallNetwork('resnet8');
const lossOf = trainingLosses['cross-entropy'];

let engine: Engine;
beforeAll(async () => {
  engine = await openTensorFlow();
});

/** Attacks four images: their losses before and after, and how far they went. */
function attacked(changes: Partial<Recipe>, strength = 1): { before: number[]; after: number[]; distances: number[] } {
  const plan = trainingAttackPlan({ ...basic, adversarial: 'l2:0.5:4', ...changes });
  if (plan === null) throw new Error('no attack');
  const weights = partOf(firstPosition(network, smallPlan(network)).state, 'weights');
  const { images, onehot } = labelledBatch(colourData.train, indices, colourData.classes, unchanged);
  const attack = traceTrainingAttack(engine, network, lossOf, plan, { weights, origin: images, onehot });
  const start = startingPoints[plan.start](images, plan, { seed: 1, epoch: 0, indices });
  const noise = attackNoise(plan, images, { seed: 1, epoch: 0, indices });
  const x = attack.run(weights, images, start, onehot, strength, noise);
  const losses = (of: tf.Tensor4D): number[] =>
    Array.from(
      tf.tidy(() => lossOf(network.logits(encode(of, network.encoding), weights, 'evaluate'), onehot)).dataSync(),
    );
  const distances = Array.from(tf.norm(tf.sub(x, images).reshape([4, -1]), 2, 1).dataSync());
  attack.dispose();
  return { before: losses(images), after: losses(x), distances };
}

describe('the attack of adversarial training', () => {
  it('raises the loss of every image within its radius', () => {
    const { before, after, distances } = attacked({});
    after.forEach((loss, i) => expect(loss).toBeGreaterThan(at(before, i)));
    for (const distance of distances) {
      expect(distance).toBeLessThanOrEqual(0.5 + 1e-5);
      expect(distance).toBeGreaterThan(0.4);
    }
  });

  it.each(['mi-fgsm', 'pgd-halving', 'gaussian-noise'] as const)('stays within its radius by %s', (method) => {
    const { before, after, distances } = attacked({ adversarialAttack: method, adversarialKeep: 'best' });
    after.forEach((loss, i) => expect(loss).toBeGreaterThanOrEqual(at(before, i)));
    for (const distance of distances) expect(distance).toBeLessThanOrEqual(0.5 + 1e-5);
  });

  it('has the share of its radius that it is given', () => {
    for (const distance of attacked({}, 0.5).distances) expect(distance).toBeLessThanOrEqual(0.25 + 1e-5);
  });

  it('ends with no lower loss where it keeps the best iterate', () => {
    // Steps as long as these jump over the highest point.
    const wild: Partial<Recipe> = { adversarialStart: 'image', adversarialStep: 20, adversarial: 'linf:32/255:3' };
    const last = attacked({ ...wild, adversarialKeep: 'last' }).after;
    const best = attacked({ ...wild, adversarialKeep: 'best' });
    best.after.forEach((loss, i) => {
      expect(loss).toBeGreaterThanOrEqual(at(last, i) - 1e-6);
      expect(loss).toBeGreaterThanOrEqual(at(best.before, i) - 1e-6);
    });
  });
});
