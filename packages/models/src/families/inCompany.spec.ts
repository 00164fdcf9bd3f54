import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { BATCH_UNIT, openTensorFlow } from '@bcos-bench/engine';
import { expect, it } from 'vitest';
import { networkOfCase, smallCases } from '../testing/smallNetworks.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededImages } from '../testing/seededNumbers.fixture.js';

onTensorFlow();

/** By how many places images are moved. */
const SHIFT = 5;
const IMAGES = 2 * BATCH_UNIT;

const bytes = (tensor: Tensor): Buffer => Buffer.from(tensor.dataSync<'float32'>().buffer);

/** One case of each small network. */
const cases = smallCases.filter(
  ({ architecture, mode }, place, all) =>
    mode === 'evaluate' && all.findIndex((other) => other.architecture.name === architecture.name) === place,
);

it.each(cases)('$architecture.name gives an image the same bits wherever it is in a batch', async (networkCase) => {
  const engine = await openTensorFlow();
  const { network, weights } = networkOfCase(networkCase);
  const largest = (x: Tensor4D): Tensor => tf.max(network.logits(x, weights, 'evaluate'), 1);
  const traced = (x: Tensor4D): readonly Tensor[] => {
    const trace = engine.trace(
      (input) => {
        const images: Tensor4D = tf.reshape(input, x.shape);
        return [network.logits(images, weights, 'evaluate'), tf.valueAndGrad(largest)(images).grad];
      },
      [x],
    );
    const results = trace.run([x]);
    trace.dispose();
    return results;
  };
  const images = seededImages('in company', IMAGES, network.channels);
  const whole = traced(images);
  // Half of the images by themselves.
  const some = traced(tf.slice(images, [SHIFT, 0, 0, 0], [BATCH_UNIT, -1, -1, -1]));
  expect(some).toHaveLength(whole.length);
  some.forEach((alone, output) => {
    const company = whole[output];
    const begin = alone.shape.map((_, axis) => (axis === 0 ? SHIFT : 0));
    expect(company !== undefined && bytes(tf.slice(company, begin, alone.shape)).equals(bytes(alone))).toBe(true);
  });
});
