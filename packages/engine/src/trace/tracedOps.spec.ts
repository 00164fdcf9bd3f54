import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TensorFunction } from '../engine.js';
import { openTensorFlow, type TensorFlowEngine } from '../tensorflow.js';
import { bitsOf } from '../testing/bits.fixture.js';

let engine: TensorFlowEngine;
beforeAll(async () => {
  engine = await openTensorFlow();
});
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const numbers = (): Tensor => tf.randomNormal([3, 4], 0, 2, 'float32', 1);
const images = (): Tensor => tf.randomNormal([2, 5, 5, 2], 0, 1, 'float32', 2);
const wholes = (): Tensor => tf.tensor2d([0, 2, 1, 1, 0, 2], [2, 3], 'int32');
const flags = (): Tensor => tf.tensor2d([1, 0, 1, 0, 0, 1], [2, 3], 'bool');
const kernel = (): tf.Tensor4D => tf.randomNormal([3, 3, 2, 3], 0, 1, 'float32', 3);

/** An op as tfjs runs it, and an input for it. */
const ops: Readonly<Record<string, readonly [() => Tensor, TensorFunction]>> = {
  'expandDims, whose type tfjs leaves out': [numbers, (x) => [tf.expandDims(x, 1)]],
  'expandDims of whole numbers': [wholes, (n) => [tf.expandDims(n, 0)]],
  'expandDims of booleans': [flags, (flag) => [tf.expandDims(flag, 2)]],
  'oneHot and argMax': [numbers, (x) => [tf.oneHot(tf.cast(tf.argMax(x, 1), 'int32'), 4), tf.argMax(x, 0)]],
  'oneHot of an input': [wholes, (n) => [tf.oneHot(n, 3)]],
  gather: [numbers, (x) => [tf.gather(x, tf.tensor1d([2, 0, 2], 'int32')), tf.gather(x, tf.tensor1d([1], 'int32'), 1)]],
  pad: [images, (x) => [tf.pad(x, [[0, 0], [1, 2], [0, 1], [0, 0]]), tf.pad(x, [[1, 0], [0, 0], [0, 0], [0, 0]], 0.5)]], // prettier-ignore
  concat: [numbers, (x) => [tf.concat([x, tf.neg(x), tf.ones([3, 1])], 1), tf.concat([x, x], 0)]],
  'slice and strided slice': [
    numbers,
    (x) => [tf.slice(x, [1, 0], [2, 3]), tf.stridedSlice(x, [0, 3], [3, 0], [2, -1])],
  ],
  'split, with several outputs': [numbers, (x) => [...tf.split(x, 2, 1), ...tf.split(x, [1, 2], 0)].reverse()],
  'unstack and stack': [numbers, (x) => [tf.stack(tf.unstack(x, 1).reverse(), 1)]],
  'topk, with outputs of two types': [numbers, (x) => Object.values(tf.topk(x, 2))],
  'max, min, any and all': [numbers, (x) => [tf.max(x), tf.min(x, 0, true), tf.any(tf.greater(x, 0), 1), tf.all(tf.less(x, 9))]], // prettier-ignore
  'cast there and back': [
    numbers,
    (x) => [tf.cast(x, 'int32'), tf.cast(x, 'bool'), tf.cast(tf.cast(x, 'bool'), 'float32')],
  ],
  where: [numbers, (x) => [tf.where(tf.greater(x, 0), x, tf.fill([3, 4], -7))]],
  'logical operators': [flags, (flag) => [tf.logicalAnd(flag, tf.logicalNot(flag)), tf.logicalOr(flag, flag)]],
  'comparisons with constants': [wholes, (n) => [tf.equal(n, 2), tf.notEqual(n, tf.zerosLike(n)), tf.lessEqual(n, 1)]],
  'whole-number arithmetic': [wholes, (n) => [tf.mul(n, n), tf.sub(n, 3), tf.floorDiv(n, tf.scalar(2, 'int32')), tf.sum(n, 1)]], // prettier-ignore
  'transpose and reshape': [images, (x) => [tf.reshape(tf.transpose(x, [3, 1, 2, 0]), [10, -1])]],
  'tile, reverse and cumsum': [numbers, (x) => [tf.tile(x, [2, 1]), tf.reverse(x, 1), tf.cumsum(x, 1, true)]],
  'convolution after a product': [images, (x) => [tf.conv2d(tf.mul<tf.Tensor4D>(tf.reshape(x, [2, 5, 5, 2]), 3.3), kernel(), 2, 'valid')]], // prettier-ignore
  pooling: [images, (x) => [tf.avgPool(tf.reshape<tf.Rank.R4>(x, [2, 5, 5, 2]), 3, 2, 'same')]],
  'powers that an optimiser knows other ops for': [numbers, (x) => [0.5, 2, 3, -0.5].map((p) => tf.pow(tf.abs(x), p))],
  'divisions by constants': [numbers, (x) => [tf.div(x, 3), tf.div(tf.div(x, 7), 3), tf.div(1, tf.sqrt(tf.abs(x)))]],
  'sums that an optimiser would reorder': [numbers, (x) => [tf.add(tf.add(x, 0.1), 0.7), tf.mul(tf.mul(x, 0.1), 0.7)]],
};

describe('a traced op', () => {
  it.each(Object.entries(ops))('gives the bits of the op by itself: %s', (_name, [example, fn]) => {
    const { run } = engine.trace(fn, [example()]);
    expect(run([example()]).map(bitsOf)).toEqual(fn(example()).map(bitsOf));
  });

  it('gives softmax to the last places only, since a graph takes it from oneDNN', () => {
    const { run } = engine.trace((x) => [tf.softmax(x)], [numbers()]);
    const [traced] = run([numbers()]);
    const difference = tf.max(tf.abs(tf.sub(traced ?? 0, tf.softmax(numbers()))));
    expect(difference.dataSync()[0]).toBeLessThan(2e-7);
  });
});
