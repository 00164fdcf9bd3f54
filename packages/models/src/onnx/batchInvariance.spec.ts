import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { BATCH_UNIT, openTensorFlow } from '@bcos-bench/engine';
import { expect, it } from 'vitest';
import { cases, fixtureNetwork, logitsAndGradient } from '../testing/onnxCase.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';

onTensorFlow();

/** By how many places images are moved: all classes in turn, so that they keep their labels. */
const SHIFT = 10;
const IMAGES = 3 * BATCH_UNIT;

const bytes = (tensor: Tensor): Buffer => Buffer.from(tensor.dataSync<'float32'>().buffer);

/** Logits and gradient of images by a trace for that many, as attacks compute them. */
async function traced(file: string, x: Tensor4D): Promise<readonly Tensor[]> {
  const engine = await openTensorFlow();
  const loaded = fixtureNetwork(file);
  const trace = engine.trace(
    (input) => {
      const { logits, gradient } = logitsAndGradient(loaded, input as Tensor4D);
      return [logits, gradient];
    },
    [x],
  );
  const results = trace.run([x]);
  trace.dispose();
  return results;
}

it.each(cases)('$file gives an image the same bits wherever it is in a batch of any size', async ({ file, size }) => {
  const images = seededTensor<tf.Rank.R4>('in company', [IMAGES, size, size, 3], 0, 1);
  const whole = await traced(file, images);
  // The same images in another order, and a third of them by themselves.
  const places = Array.from({ length: BATCH_UNIT }, (_, i) => i + SHIFT);
  const some = await traced(file, tf.gather(images, tf.tensor1d(places, 'int32')));
  whole.forEach((all, output) => {
    const same = tf.slice(all, [SHIFT, ...all.shape.slice(1).map(() => 0)], [BATCH_UNIT, ...all.shape.slice(1)]);
    expect(bytes(same).equals(bytes(some[output] ?? all))).toBe(true);
  });
});
