import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { openTensorFlow } from '@bcos-bench/engine';
import { only, Fault } from '@bcos-bench/vocabulary';
import type { Architecture, Model } from '@bcos-bench/formats';
import { describe, expect, it } from 'vitest';
import { loadNetwork } from './loadNetwork.js';
import { buildNetwork } from './network.js';
import { tensorError } from './testing/largestError.fixture.js';
import { onTensorFlow } from './testing/onTensorFlow.fixture.js';
import { resnet8, seededNetwork } from './testing/peerCase.fixture.js';
import { seededArrays, seededImages } from './testing/seededNumbers.fixture.js';

onTensorFlow();

const bcosResnet8 = (b: number, maxOut: number): Architecture => ({ name: 'bcos-resnet8', b, maxOut, norm: 'none' });

describe('a B-cos network', () => {
  it.each([
    [1, 1],
    [1.5, 2],
    [2, 1],
    [3, 1],
  ])(
    'is linear in its input once its factors are constants: W(x) x + bias is the logit, b = %d, maxOut = %d',
    (b, maxOut) => {
      const { network, weights } = seededNetwork(bcosResnet8(b, maxOut));
      const x = tf.mul<Tensor4D>(seededImages('pictures', 2, 6), 1000);
      for (const label of [0, 7]) {
        const logit = (input: Tensor4D): tf.Tensor =>
          tf.slice(network.logits(input, weights, 'explain'), [0, label], [2, 1]);
        const { value, grad } = tf.valueAndGrad(logit)(x);
        const explained = tf.sub(tf.sum(tf.mul(grad, x), [1, 2, 3]), Math.log(9));
        expect(tensorError(explained, tf.reshape(value, [2]))).toBeLessThan(1e-5);
        // The response has a part in the logit, so the sum above is no sum of zeros.
        expect(tf.min(tf.abs(tf.add(value, Math.log(9)))).dataSync()[0]).toBeGreaterThan(1e-4);
      }
    },
  );

  it('explains the logits that it gives', () => {
    const { network, weights } = seededNetwork(bcosResnet8(2, 1));
    const x = seededImages('pictures', 2, 6);
    expect(tensorError(network.logits(x, weights, 'explain'), network.logits(x, weights, 'evaluate'))).toBe(0);
  });

  it('has a true gradient other than its linear map where b is not 1', () => {
    const { network, weights } = seededNetwork(bcosResnet8(2, 1));
    const x = seededImages('pictures', 1, 6);
    const [truth, map] = (['evaluate', 'explain'] as const).map(
      (mode) => tf.valueAndGrad((input: Tensor4D) => tf.sum(network.logits(input, weights, mode)))(x).grad,
    );
    if (truth === undefined || map === undefined) throw new Error('two modes, two gradients');
    expect(tensorError(truth, map)).toBeGreaterThan(0.1);
  });
});

describe.each([bcosResnet8(2, 1), resnet8])('a network ($name)', (architecture) => {
  it('sees each image by itself in evaluation', () => {
    const { network, weights } = seededNetwork(architecture);
    const x = seededImages('pictures', 3, network.channels);
    const logits = network.logits(x, weights, 'evaluate');
    expect(logits.shape).toEqual([3, 10]);
    const order = tf.tensor1d([2, 0, 1], 'int32');
    const permuted = network.logits(tf.gather(x, order), weights, 'evaluate');
    expect(tensorError(permuted, tf.gather(logits, order))).toBeLessThan(1e-6);
    const padded = network.logits(tf.pad(x, [[0, 2], [0, 0], [0, 0], [0, 0]]), weights, 'evaluate'); // prettier-ignore
    expect(tensorError(tf.slice(padded, [0, 0], [3, 10]), logits)).toBeLessThan(1e-6);
  });

  it('gives the same bits traced, and leaves no tensor behind', async () => {
    const engine = await openTensorFlow();
    const { network, weights } = seededNetwork(architecture);
    const x = seededImages('pictures', 2, network.channels);
    const logits = (): Tensor2D => network.logits(x, weights, 'evaluate');
    const before = tf.memory().numTensors;
    const traced = engine.trace((input) => [network.logits(tf.reshape(input, x.shape), weights, 'evaluate')], [x]);
    expect(tf.memory().numTensors).toBe(before);
    const output = only(traced.run([x]));
    traced.dispose();
    expect([...output.dataSync()]).toEqual([...logits().dataSync()]);
  });
});

describe('buildNetwork', () => {
  it('takes means out of the input and divides by deviations, a number for each channel', () => {
    const normalisation = { mean: [0.5, 0.25, 0.125], std: [0.5, 0.25, 2] };
    const plain = seededNetwork(resnet8);
    const normalised = buildNetwork(resnet8, 10, normalisation);
    const x = seededImages('pictures', 1, 3);
    const byHand = tf.div<Tensor4D>(tf.sub(x, tf.tensor1d(normalisation.mean)), tf.tensor1d(normalisation.std));
    const logits = normalised.logits(x, plain.weights, 'evaluate');
    expect(tensorError(logits, plain.network.logits(byHand, plain.weights, 'evaluate'))).toBe(0);
  });

  it('says what its input is', () => {
    const shapes = [bcosResnet8(2, 1), resnet8].map((architecture) => buildNetwork(architecture, 10, null));
    expect(shapes.map(({ channels, encoding, loss }) => [channels, encoding, loss])).toEqual([
      [6, 'rgb+inverse', 'bce'],
      [3, 'rgb', 'cross-entropy'],
    ]);
  });

  it('names the weight that is not there', () => {
    const network = buildNetwork(resnet8, 10, null);
    const run = (): unknown => network.logits(seededImages('pictures', 1, 3), new Map(), 'evaluate');
    expect(run).toThrow(RangeError);
    expect(run).toThrow(/^no weight of this rank is named (?:conv1\.weight|bn1\.running_mean)$/);
  });
});

describe('loadNetwork', () => {
  const model: Model = {
    architecture: resnet8,
    classes: Array.from({ length: 10 }, (_, i) => `class ${i}`),
    encoding: 'rgb',
    normalisation: null,
    loss: 'cross-entropy',
    provenance: { stage: 'train', dataset: null, parameters: {} },
    cleanAccuracy: null,
  };

  it('makes a checkpoint a network with weights', () => {
    const { network, weights } = seededNetwork(resnet8);
    const loaded = loadNetwork({ model, arrays: seededArrays(network.parameters) }, 'out/resnet8');
    const x = seededImages('pictures', 1, 3);
    const logits = loaded.network.logits(x, loaded.weights, 'evaluate');
    expect(tensorError(logits, network.logits(x, weights, 'evaluate'))).toBe(0);
  });

  it('refuses the weights of another architecture', () => {
    const arrays = seededArrays(seededNetwork(bcosResnet8(2, 1)).network.parameters);
    const load = (): unknown => loadNetwork({ model, arrays }, 'out/resnet8');
    expect(load).toThrow(Fault);
    expect(load).toThrow(/^out\/resnet8: .*conv1\.weight is missing.*fc\.linear\.weight is unexpected/);
  });
});
