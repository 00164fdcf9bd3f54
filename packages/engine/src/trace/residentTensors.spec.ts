import * as tf from '@tensorflow/tfjs-core';
import { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type TensorFlowEngine } from '../tensorflow.js';

let engine: TensorFlowEngine;
beforeAll(async () => {
  engine = await openTensorFlow();
});

function tensorsHeld(): number {
  const backend = tf.backend();
  if (!(backend instanceof NodeJSKernelBackend)) throw new TypeError('TensorFlow is not the current backend');
  return backend.getNumOfTFTensors();
}

/** Large, and already handed over to TensorFlow. */
const largeKernel = (): tf.Tensor => tf.fill([1 << 13], 3);

describe('large constants', () => {
  it('are fed to the graph, and are shared by the traces that derive them alike', () => {
    const [kernel, x] = [largeKernel(), tf.scalar(2)];
    const product = (sign: number) => (input: tf.Tensor) => [tf.mul(input, tf.mul(tf.square(kernel), sign))];
    tf.dispose(product(1)(x));
    const before = tensorsHeld();
    const one = engine.trace(product(1), [x]);
    expect(one.opCounts.get('Const')).toBeUndefined();
    expect(tensorsHeld()).toBe(before + 1);
    const same = engine.trace(product(1), [x]);
    expect(tensorsHeld()).toBe(before + 1);
    const other = engine.trace(product(-1), [x]);
    expect(tensorsHeld()).toBe(before + 2);
    one.dispose();
    expect([same, other].map(({ run }) => run([x])[0]?.dataSync()[77])).toEqual([18, -18]);
    same.dispose();
    other.dispose();
    // The two outputs are left.
    expect(tensorsHeld()).toBe(before + 2);
  });

  it('keep their values when the tensors are disposed of', () => {
    const kernel = largeKernel();
    const traced = engine.trace((x) => [tf.add(x, kernel)], [tf.scalar(1)]);
    kernel.dispose();
    tf.fill([1 << 13], 8);
    expect(traced.run([tf.scalar(1)])[0]?.dataSync()[5]).toBe(4);
    traced.dispose();
  });

  it('leave nothing behind where the traced function throws', () => {
    const [kernel, x] = [largeKernel(), tf.scalar(2)];
    tf.dispose(tf.mul(kernel, x));
    const before = tensorsHeld();
    const throwing = (input: tf.Tensor): tf.Tensor[] => {
      throw new Error(`no output of size ${tf.mul(input, kernel).size}`);
    };
    expect(() => engine.trace(throwing, [x])).toThrow('no output of size 8192');
    expect(tensorsHeld()).toBe(before);
  });
});
