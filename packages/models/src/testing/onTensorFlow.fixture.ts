import * as tf from '@tensorflow/tfjs-core';
import { openTensorFlow } from '@bcos-bench/engine';
import { afterEach, beforeAll, beforeEach, expect } from 'vitest';

/** Runs a spec file on TensorFlow, frees what its tests make, and checks that TensorFlow is what they ran on. */
export function onTensorFlow(): void {
  beforeAll(async () => {
    await openTensorFlow();
    expect(tf.getBackend()).toBe('tensorflow');
  });
  freeingTensors();
}

/** Frees the tensors that a test has made. */
export function freeingTensors(): void {
  beforeEach(() => tf.engine().startScope());
  afterEach(() => tf.engine().endScope());
}
