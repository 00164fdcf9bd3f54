import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { openTensorFlow } from '@bcos-bench/engine';
import { only, UsageFault } from '@bcos-bench/vocabulary';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Layer, Mode } from '../layer.js';
import { tensorError } from '../testing/largestError.fixture.js';
import { passOf, seededWeights } from '../testing/layerPeer.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';
import { normKinds, normLayer, parseNormKind, type NormKind } from './norm.js';

onTensorFlow();

const CHANNELS = 4;
const kinds = [...normKinds.keys()];
/** Their moments are a batch's in training and running ones otherwise. */
const byBatch = kinds.filter((kind) => /^[ab]n/.test(kind));
const modes: readonly Mode[] = ['train', 'evaluate', 'explain'];

const inputOf = (name: string, count = 3): Tensor4D => seededTensor<tf.Rank.R4>(name, [count, 3, 2, CHANNELS], -1, 2);
const outputOf = (layer: Layer, x: Tensor4D, mode: Mode): Tensor4D =>
  layer.apply(x, passOf(mode, seededWeights(layer)));

function holdsForAll(of: readonly NormKind[], property: (layer: Layer, name: string, mode: Mode) => void): void {
  const cases = fc.property(fc.constantFrom(...of), fc.string(), fc.constantFrom(...modes), (kind, name, mode) => {
    tf.tidy(() => property(normLayer(kind, 'norm', CHANNELS), name, mode));
  });
  fc.assert(cases, { numRuns: 60 });
}

describe('the names of norms', () => {
  it('are none and 36 others', () => {
    expect(kinds).toHaveLength(37);
    expect(kinds).toEqual(expect.arrayContaining(['none', 'an', 'bn-linear', 'gn-unaffine', 'pnu-linear']));
    expect(parseNormKind('bnu-linear')).toBe('bnu-linear');
  });

  it('are all listed where one is not known', () => {
    expect(() => parseNormKind('bnu-affine')).toThrow(UsageFault);
    expect(() => parseNormKind('bnu-affine')).toThrow(`--norm: 'bnu-affine' is not a norm; one of ${kinds.join(', ')}`);
  });
});

describe('the arrays of a norm', () => {
  const arraysOf = (kind: NormKind): unknown =>
    normLayer(kind, 'bn1', CHANNELS).parameters.map(({ name, shape, role, start }) => [name, shape, role, start]);
  const weight = (width: number): unknown => ['bn1.weight', [width], 'vector', 'ones'];
  const bias = (width: number): unknown => ['bn1.bias', [width], 'vector', 'zeros'];
  const running = (width: number): unknown[] => [
    ['bn1.running_mean', [width], 'statistic', 'zeros'],
    ['bn1.running_var', [width], 'statistic', 'ones'],
  ];

  it.each([
    ['none', []],
    ['an', [weight(1), bias(1), ...running(1)]],
    ['anu-linear', [weight(1), ...running(1)]],
    ['bn', [weight(CHANNELS), bias(CHANNELS), ...running(CHANNELS)]],
    ['bn-linear', [weight(CHANNELS), ...running(CHANNELS)]],
    ['bnu-unaffine', running(CHANNELS)],
    ['gn', [weight(CHANNELS), bias(CHANNELS)]],
    ['pnu-linear', [weight(CHANNELS)]],
    ['ln-unaffine', []],
  ] as const)('are those of bcos: %s', (kind, arrays) => {
    expect(arraysOf(kind)).toEqual(arrays);
  });
});

describe('a norm', () => {
  it('changes nothing where it is none', () => {
    const x = inputOf('x');
    expect(outputOf(normLayer('none', 'norm', CHANNELS), x, 'train')).toBe(x);
  });

  it('refuses channels that make no two groups', () => {
    expect(() => normLayer('gnu', 'norm', 3)).toThrow(new RangeError('norm: 3 channels do not make 2 groups'));
  });

  it('sees each image by itself, to the bit, but for the moments of a batch in training', () => {
    holdsForAll(kinds, (layer, name, mode) => {
      const alone = mode === 'train' && layer.parameters.some(({ role }) => role === 'statistic') ? 'evaluate' : mode;
      const x = inputOf(name);
      const y = outputOf(layer, x, alone);
      const order = tf.tensor1d([2, 0, 1], 'int32');
      expect(tensorError(outputOf(layer, tf.gather(x, order), alone), tf.gather(y, order))).toBe(0);
      const padded = outputOf(layer, tf.pad(x, [[0, 4], [0, 0], [0, 0], [0, 0]]), alone); // prettier-ignore
      expect(tensorError(tf.slice(padded, [0, 0, 0, 0], y.shape), y)).toBe(0);
      const first = outputOf(layer, tf.slice(x, 0, 1), alone);
      expect(tensorError(first, tf.slice(y, 0, 1))).toBe(0);
    });
  });

  it('does not see the order of a batch in training', () => {
    holdsForAll(byBatch, (layer, name) => {
      const x = inputOf(name);
      const order = tf.tensor1d([2, 0, 1], 'int32');
      const permuted = outputOf(layer, tf.gather(x, order), 'train');
      expect(tensorError(permuted, tf.gather(outputOf(layer, x, 'train'), order))).toBeLessThan(1e-5);
    });
  });

  it('explains what it computes in evaluation', () => {
    holdsForAll(kinds, (layer, name) => {
      const x = inputOf(name);
      expect(tensorError(outputOf(layer, x, 'explain'), outputOf(layer, x, 'evaluate'))).toBeLessThan(1e-6);
    });
  });

  it('is linear in explanation mode where it has no bias and does not take a running mean out', () => {
    const without = kinds.filter((kind) => /-(linear|unaffine)$/.test(kind) && !/^[ab]n-/.test(kind));
    expect(without).toHaveLength(20);
    holdsForAll(without, (layer, name) => {
      const x = inputOf(name);
      const weights = seededTensor<tf.Rank.R4>('weights of a sum', x.shape);
      const sum = (input: Tensor4D): tf.Scalar => tf.sum(tf.mul(outputOf(layer, input, 'explain'), weights));
      const { value, grad } = tf.valueAndGrad(sum)(x);
      const terms = tf.mul(grad, x);
      const difference = tf.div(tf.sub(tf.sum(terms), value), tf.sum(tf.abs(terms)));
      expect(Math.abs(only(difference.dataSync()))).toBeLessThan(1e-6);
    });
  });
});

describe.each(['an', 'bn-linear', 'gn', 'in-linear', 'pn', 'anu', 'bnu-linear', 'lnu', 'pnu-unaffine'] as const)(
  '%s, traced',
  (kind) => {
    it.each(modes)('gives the same bits in mode %s, and leaves no tensor behind', async (mode) => {
      const engine = await openTensorFlow();
      const layer = normLayer(kind, 'norm', CHANNELS);
      const pass = passOf(mode, seededWeights(layer));
      const x = inputOf('x');
      const valueAndGradient = (input: tf.Tensor): tf.Tensor[] => {
        const sum = (maps: Tensor4D): tf.Scalar => tf.sum(tf.square(layer.apply(maps, pass)));
        const { value, grad } = tf.valueAndGrad(sum)(tf.reshape(input, x.shape));
        return [value, grad];
      };
      const before = tf.memory().numTensors;
      const traced = engine.trace(valueAndGradient, [x]);
      expect(tf.memory().numTensors).toBe(before);
      const [direct, replayed] = [valueAndGradient(x), traced.run([x])].map((tensors) =>
        tensors.map((tensor) => [...tensor.dataSync()]),
      );
      expect(replayed).toEqual(direct);
      traced.dispose();
    });
  },
);
