import { execFileSync } from 'node:child_process';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { hasProgram, thisMachine } from './native/machine.js';
import { openTensorFlow, type TensorFlowEngine } from './tensorflow.js';
import { logitsAndGradient, smallNet, smallImages } from './testing/smallNet.fixture.js';

const skipped = hasProgram(thisMachine(), 'nvidia-smi') ? null : 'skipped: no nvidia-smi in PATH, so no NVIDIA GPU';
if (skipped !== null) process.stderr.write(`TensorFlow on a GPU is ${skipped}\n`);

/** What a GPU's memory is asked for, in MiB, of the first GPU. */
function memory(field: 'used' | 'total'): number {
  const text = execFileSync('nvidia-smi', [`--query-gpu=memory.${field}`, '--format=csv,noheader,nounits'], {
    encoding: 'utf8',
  });
  return Number.parseInt(text, 10);
}

describe.skipIf(skipped !== null)(`TensorFlow on a GPU${skipped === null ? '' : ` (${skipped})`}`, () => {
  let engine: TensorFlowEngine;
  let used: number;
  beforeAll(async () => {
    used = memory('used');
    engine = await openTensorFlow();
  });

  it('is where tensors live', () => {
    expect(engine.gpu, 'see "How to see that the GPU works" in docs/gpu.md').toBe(true);
  });

  it('takes the memory that it needs and not all there is', () => {
    tf.tidy(() => {
      smallImages(1).mul(2).dataSync();
    });
    expect(memory('used') - used).toBeLessThan(memory('total') / 2);
  });

  it('convolves exactly where TensorFloat-32 has the digits', () => {
    const sums = tf.tidy(() => {
      const [images, kernel] = [tf.ones<tf.Rank.R4>([1, 8, 8, 16]), tf.ones<tf.Rank.R4>([3, 3, 16, 4])];
      return tf.conv2d<Tensor4D>(images, kernel, 1, 'valid').dataSync();
    });
    expect(new Set(sums)).toEqual(new Set([3 * 3 * 16]));
  });

  it('traces logits and a gradient, the same bits each time', () => {
    const net = smallNet();
    const [images, others] = [smallImages(4), smallImages(5)];
    const traced = engine.trace((x) => logitsAndGradient(x, net), [others]);
    const [first, second] = [traced.run([images]), traced.run([images])];
    const eager = logitsAndGradient(images, net);
    const bits = (tensors: readonly tf.Tensor[]): number[][] => tensors.map((tensor) => [...tensor.dataSync()]);
    expect(bits(second)).toEqual(bits(first));
    for (const [i, tensor] of first.entries()) {
      expect(tf.tidy(() => tf.max(tf.abs(tf.sub(tensor, at(eager, i)))).dataSync()[0])).toBeLessThan(0.02);
    }
    tf.dispose([first, second, eager, [...net], images, others]);
    traced.dispose();
  });
});
