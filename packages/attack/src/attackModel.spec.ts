import * as tf from '@tensorflow/tfjs';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow } from '@bcos-bench/engine';
import { attackModel, type OwnModel } from './attackModel.js';

/** Eight grey images of 6x6, the dark ones of class 0 and the bright ones of class 1: the model's border is at 0.5. */
const brightness = [0.1, 0.2, 0.3, 0.45, 0.55, 0.7, 0.8, 0.9];
const labels = brightness.map((value) => (value > 0.5 ? 1 : 0));
let images: Tensor4D;
let model: tf.Sequential;
let classify: OwnModel;
beforeAll(async () => {
  await openTensorFlow();
  images = tf.tidy(() => tf.tile<Tensor4D>(tf.tensor4d(brightness, [8, 1, 1, 1]), [1, 6, 6, 3]));
  model = tf.sequential({
    layers: [
      tf.layers.globalAveragePooling2d({ inputShape: [6, 6, 3] }),
      tf.layers.dense({ units: 2, weights: [tf.tensor2d([-4, 4, -4, 4, -4, 4], [3, 2]), tf.tensor1d([6, -6])] }),
    ],
  });
  classify = (batch) => model.predict(batch) as Tensor2D;
});

describe('a model of tf.layers', () => {
  it('keeps exactly the images that are further from the border than the radius', async () => {
    const { clean, robust, samples, attacked, flags } = await attackModel(classify, images, labels, {
      norm: 'linf',
      eps: '0.1',
      steps: 5,
    });
    expect([clean.correct, clean.total, robust.correct]).toEqual([8, 8, 6]);
    expect(samples.map(({ adv_pred }) => adv_pred)).toEqual([0, 0, 0, 1, 0, 1, 1, 1]);
    for (const { linf } of samples) expect(linf).toBeCloseTo(0.1, 5);
    const moved = tf.tidy(() => tf.max(tf.abs(tf.sub(attacked, images))).dataSync()[0]);
    expect(moved).toBeCloseTo(0.1, 5);
    expect(flags.length).toBeGreaterThan(5);
    expect(flags.filter(({ raised }) => raised)).toEqual([]);
  });

  it('gives the same rows at any batch size', async () => {
    const runs = [1, 3, 8].map((batch) =>
      attackModel(classify, images, labels, { norm: 'l2', eps: '1', attack: 'apgd', steps: 5, batch }),
    );
    const [first, ...others] = await Promise.all(runs);
    for (const other of others) expect(other.samples).toEqual(first?.samples);
  });
});

describe('what cannot be is one line', () => {
  const attack = { norm: 'linf', eps: '8/255' } as const;
  it.each([
    ['too few labels', () => attackModel(classify, images, [0, 1], attack), /^8 images have 2 labels; give each/],
    [
      'bytes',
      () => attackModel(classify, tf.mul<Tensor4D>(images, 255), labels, attack),
      /^image 0 holds 25\.5.*; give images in \[0,1\]$/,
    ],
    [
      'a label without a class',
      () =>
        attackModel(
          classify,
          images,
          labels.map((label) => 2 * label),
          attack,
        ),
      /^image 4 has the label 2; give labels from 0 to 1$/,
    ],
    ['a radius of bytes', () => attackModel(classify, images, labels, { ...attack, eps: '8' }), /--eps: .*8/],
    [
      'features for logits',
      () => attackModel((x) => tf.reshape(x, [-1, 1]), images, labels, attack),
      /^the model gives 108 rows for 1 image/,
    ],
  ])('%s', async (_, run, line) => {
    await expect(run()).rejects.toThrow(line);
  });
});
