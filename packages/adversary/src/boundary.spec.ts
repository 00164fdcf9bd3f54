import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { openPlain } from '@bcos-bench/engine';
import { buildNetwork, initialWeights, loadWeights } from '@bcos-bench/models';
import { at } from '@bcos-bench/vocabulary';
import { boundariesAt, leastBoundary } from './boundary.js';
import { threatModels } from './threatModel.js';

const CLASSES = 3;
const LABELS = [1, 2];

beforeAll(async () => {
  await openPlain();
});

it('is each wrong class once, with the difference of its logit to the label and the gradient of that', () => {
  const network = buildNetwork({ name: 'resnet8', b: 1, maxOut: 1, norm: 'none' }, CLASSES, null);
  const weights = loadWeights(network.parameters, initialWeights(network.parameters, 3), 'spec');
  tf.tidy(() => {
    const x: Tensor4D = tf.randomUniform([2, 8, 8, 3], 0, 1, 'float32', 5);
    const onehot: Tensor2D = tf.cast(tf.oneHot(LABELS, CLASSES).as2D(2, CLASSES), 'float32');
    const { logits, ...boundaries } = boundariesAt(network, weights, threatModels.pixel, x, onehot);
    const differences = boundaries.differences.arraySync();
    const gradients = tf.unstack(boundaries.gradients, 1);
    const rows = logits.arraySync();
    expect(gradients).toHaveLength(CLASSES - 1);
    gradients.forEach((gradient, i) => {
      const others = LABELS.map((label) => (label + i + 1) % CLASSES);
      LABELS.forEach((label, image) => {
        const logit = (of: number): number => at(at(rows, image), of);
        expect(at(at(differences, image), i)).toBeCloseTo(logit(at(others, image)) - logit(label), 6);
      });
      const signs = tf.sub(tf.oneHot(others, CLASSES), tf.oneHot(LABELS, CLASSES));
      const sum = (point: Tensor4D): tf.Scalar => tf.sum(tf.mul(network.logits(point, weights, 'evaluate'), signs));
      const expected = tf.valueAndGrad(sum)(x).grad.dataSync();
      gradient.dataSync().forEach((value, k) => expect(value).toBeCloseTo(at(expected, k), 5));
    });
  });
});

it('is the one of the least value, of each image by itself', () => {
  tf.tidy(() => {
    const differences = tf.tensor2d([
      [3, 1, 2],
      [-2, 5, -4],
      [0, 0, 0],
    ]);
    const boundaries = { differences, gradients: tf.reshape<tf.Rank.R5>(differences, [3, 3, 1, 1, 1]) };
    const least = leastBoundary(boundaries, ({ difference }) => tf.abs(difference));
    expect([...least.difference.dataSync()]).toEqual([1, -2, 0]);
    expect([...least.gradient.dataSync()]).toEqual([1, -2, 0]);
  });
});
