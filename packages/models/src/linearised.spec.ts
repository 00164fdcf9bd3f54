import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { float32At } from '@bcos-bench/vocabulary';
import { linearised } from './linearised.js';
import { buildNetwork } from './network.js';
import { onTensorFlow } from './testing/onTensorFlow.fixture.js';
import { seededTensor } from './testing/seededNumbers.fixture.js';
import { initialWeights, loadWeights } from './weights.js';

onTensorFlow();

it.each([
  ['bcos-resnet8', 2, 'none'],
  ['bcos-resnet8', 2, 'bnu-linear'],
  ['bcos-resnet8', 1.5, 'bn'],
  ['resnet8', 1, 'none'],
])('%s, b %d, norm %s: the logits of another input differ by what W(x) says', (name, b, norm) => {
  const network = buildNetwork({ name, b, maxOut: 1, norm }, 4, null);
  const weights = loadWeights(network.parameters, initialWeights(network.parameters, 3), 'spec');
  const inputOf = (of: string): Tensor4D => seededTensor<tf.Rank.R4>(of, [2, 8, 8, network.channels], 0, 1);
  const [x, other] = [inputOf('x'), inputOf('other')];
  const { ofPoints, ofOthers } = linearised(network, weights, x, other);
  const logits = network.logits(x, weights, 'evaluate');
  const wanted = logits.dataSync<'float32'>();
  const largest = Math.max(...wanted.map(Math.abs));
  ofPoints.dataSync().forEach((logit, i) => expect(logit).toBeCloseTo(float32At(wanted, i), 4));
  for (const explained of [0, 3]) {
    const logit = (input: Tensor4D): Scalar =>
      tf.sum(tf.slice(network.logits(input, weights, 'explain'), [0, explained], [2, 1]));
    const { grad } = tf.valueAndGrad(logit)(x);
    const said = tf.sum(tf.mul(tf.sub(other, x), grad), [1, 2, 3]);
    const found = tf.reshape(tf.slice(tf.sub(ofOthers, ofPoints), [0, explained], [2, 1]), [2]);
    const error = tf.max(tf.abs(tf.sub(said, found)));
    expect(Number(error.dataSync()[0])).toBeLessThan(1e-4 * largest);
  }
});
