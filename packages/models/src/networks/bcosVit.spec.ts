import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import { expect, it } from 'vitest';
import { assembled, type Network } from '../network.js';
import { bcosFamily } from '../networkFamily.js';
import { largestError } from '../testing/largestError.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededArrays, seededImages } from '../testing/seededNumbers.fixture.js';
import { smallVits } from '../testing/smallNetworks.fixture.js';
import { loadWeights } from '../weights.js';
import { bcosVit } from './bcosVit.js';
import { sinCosPositions } from './sinCosPositions.js';

onTensorFlow();

const CLASSES = 10;
const OPTIONS = { b: 2, maxOut: 1, norm: 'ln-linear' } as const;
/** Rows and columns of tokens of images of 32x32. */
const SIDES = { simple: 4, withStem: 2 };

function networkAt(shape: keyof typeof smallVits, positions: () => Tensor4D): Network {
  return assembled({
    architecture: { name: shape, ...OPTIONS },
    family: { ...bcosFamily, describe: shape },
    body: bcosVit(smallVits[shape], OPTIONS, CLASSES, 6, positions),
    sides: null,
    classes: CLASSES,
    normalisation: null,
    imageChannels: 3,
    order: {},
  });
}

it.each(['simple', 'withStem'] as const)('%s: a logit is what image and positions say, and the bias', (shape) => {
  const positions = sinCosPositions(SIDES[shape], SIDES[shape], smallVits[shape].width);
  const x = seededImages('pictures', 2, 6);
  const { parameters, logitBias } = networkAt(shape, () => positions);
  const weights = loadWeights(parameters, seededArrays(parameters), 'the formula');
  // Positions of each image, so that their shares can be told apart.
  const places = tf.tile(positions, [2, 1, 1, 1]);
  const largest = (images: Tensor4D, of: Tensor4D): tf.Tensor =>
    tf.max(networkAt(shape, () => of).logits(images, weights, 'explain'), 1);
  const { value, grads } = tf.valueAndGrads((...inputs) =>
    largest(tf.reshape(at(inputs, 0), x.shape), tf.reshape(at(inputs, 1), places.shape)),
  )([x, places]);
  const shares = [x, places].map((input, i) => tf.sum(tf.mul(input, at(grads, i)), [1, 2, 3]));
  shares.forEach((share) => expect(Math.max(...share.dataSync<'float32'>().map(Math.abs))).toBeGreaterThan(1e-3));
  const explained = tf.addN([...shares, tf.fill([2], logitBias)]);
  expect(largestError(explained.dataSync(), value.dataSync())).toBeLessThan(1e-5);
});
