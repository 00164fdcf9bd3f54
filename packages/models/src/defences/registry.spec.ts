import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { at, UsageFault } from '@bcos-bench/vocabulary';
import type { Architecture } from '@bcos-bench/formats';
import { randomStream } from '@bcos-bench/random';
import { describe, expect, it } from 'vitest';
import { trainingLosses } from '../loss.js';
import { buildNetwork } from '../network.js';
import { networkNoise } from '../networkNoise.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { tensorError } from '../testing/largestError.fixture.js';
import { resnet8, seededNetwork } from '../testing/peerCase.fixture.js';
import { seededImages } from '../testing/seededNumbers.fixture.js';
import { defenceKinds, defenceNamed, defenceOf } from './registry.js';

onTensorFlow();

const names = [...defenceKinds.keys()];
const COUNT = 8;

/** A network with a defence, and what it makes of some images with scores far apart. */
function defended(name: string, base: Architecture = resnet8, strength?: number) {
  const { weights } = seededNetwork(base);
  const defence = defenceNamed(name, strength);
  const [network, plain] = [{ ...base, defence }, base].map((architecture) => buildNetwork(architecture, 10, null));
  if (network === undefined || plain === undefined) throw new Error('two networks');
  const x = seededImages('pictures', COUNT, network.channels);
  const noise = networkNoise(
    Array.from({ length: COUNT }, (_, i) => randomStream(1, i)),
    [32, 32, network.channels],
  );
  const logits = (input: Tensor4D): Tensor2D => network.logits(input, weights, 'evaluate', { noise });
  return { network, plain, weights, x, logits };
}

const classOf = (logits: Tensor2D): number[] => [...tf.argMax(logits, 1).dataSync()];

/** The gradient of the cross-entropy of the predicted class, which a trained network is sure of. */
function gradient(logits: (x: Tensor4D) => Tensor2D, x: Tensor4D): Tensor4D {
  const onehot = tf
    .oneHot(tf.tensor1d(classOf(logits(x)), 'int32'), 10)
    .toFloat()
    .as2D(COUNT, 10);
  return tf.valueAndGrad((input: Tensor4D) => tf.sum(trainingLosses['cross-entropy'](logits(input), onehot)))(x).grad;
}

const zeroShare = (values: tf.Tensor): number => {
  const numbers = [...values.dataSync()];
  return numbers.filter((value) => value === 0).length / numbers.length;
};

it.each(names)('%s: the same prediction as without it for nearly all images', (name) => {
  for (const base of [resnet8, { ...resnet8, name: 'bcos-resnet8', b: 2 }]) {
    const { plain, weights, x, logits } = defended(name, base, name === 'noise' ? 1e-4 : undefined);
    const before = classOf(plain.logits(x, weights, 'evaluate'));
    const same = classOf(logits(x)).filter((predicted, i) => predicted === at(before, i));
    expect(same.length).toBeGreaterThanOrEqual(COUNT - 1);
  }
});

it('rounds to the levels, and has no gradient', () => {
  const { x, logits } = defended('rounding');
  const { input } = defenceOf(defenceNamed('rounding', 5));
  const levels = new Set(input(x, undefined).dataSync());
  expect([...levels].sort()).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(zeroShare(gradient(logits, x))).toBe(1);
});

it('temperature divides the logits, and the cross-entropy has no gradient left', () => {
  const { plain, weights, x, logits } = defended('temperature', resnet8, 1e-6);
  expect(tensorError(tf.mul(logits(x), 1e-6), plain.logits(x, weights, 'evaluate'))).toBeLessThan(1e-6);
  expect(zeroShare(gradient(logits, x))).toBe(1);
  expect(zeroShare(gradient((input) => plain.logits(input, weights, 'evaluate'), x))).toBeLessThan(0.5);
});

it('a saturated sigmoid is 1/2 for the largest logit and has no gradient', () => {
  const { x, logits } = defended('sigmoid', resnet8, 1e9);
  expect([...tf.max(logits(x), 1).dataSync()]).toEqual(new Array<number>(COUNT).fill(0.5));
  expect(zeroShare(gradient(logits, x))).toBe(1);
});

it('noise is what it is given, times its deviation', () => {
  const { network, weights, x } = defended('noise');
  const { input } = defenceOf(defenceNamed('noise', 0.5));
  const ones = tf.ones<tf.Rank.R4>([COUNT, 32, 32, 3]);
  expect(tensorError(tf.sub(input(x, ones), x), tf.mul(ones, 0.5))).toBeLessThan(1e-6);
  expect(network.draws).toBe(true);
  expect(() => network.logits(x, weights, 'evaluate')).toThrow('no random numbers');
});

it('shatter changes an image by no more than its height, and the sign of half of the gradients', () => {
  const { input } = defenceOf(defenceNamed('shatter', 0.01));
  const x = seededImages('pictures', COUNT, 3);
  const moved = tf.sub(input(x, undefined), x).dataSync();
  expect(Math.min(...moved)).toBeGreaterThanOrEqual(-1e-6);
  expect(Math.max(...moved)).toBeLessThanOrEqual(0.01 + 1e-6);
  const slopes = tf
    .valueAndGrad((of: Tensor4D) => tf.sum(input(of, undefined)))(x)
    .grad.dataSync();
  const falling = [...slopes].filter((slope) => slope < 0).length / slopes.length;
  expect(falling).toBeGreaterThan(0.4);
  expect(falling).toBeLessThan(0.6);
});

describe('a defence that cannot be', () => {
  it.each([
    ['bullets', undefined, "'bullets' is no defence; one of rounding, temperature, sigmoid, noise, shatter"],
    ['rounding', 1, '1 is no strength of rounding; write a whole number of at least 2'],
    ['noise', -1, '-1 is no strength of noise; write a number above 0'],
  ])('%s %s is refused in one line', (name, strength, line) => {
    const refused = expect(() => defenceNamed(name, strength));
    refused.toThrow(UsageFault);
    refused.toThrow(line);
  });
});
