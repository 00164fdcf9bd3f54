import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { lossAt, threatModels } from '@bcos-bench/adversary';
import { openTensorFlow } from '@bcos-bench/engine';
import { buildNetwork, loadWeights, trainingLosses, type Mode } from '@bcos-bench/models';
import { largestError } from '@bcos-bench/models/testing/largestError';
import { freeingTensors } from '@bcos-bench/models/testing/onTensorFlow';
import { seededArrays, seededNumbers } from '@bcos-bench/models/testing/seededNumbers';
import type { Architecture } from '@bcos-bench/formats';
import { openWasmInNode } from '../testing/wasmBinary.fixture.js';

const CLASSES = 10;
const bcos = { b: 2, maxOut: 1, norm: 'none' };
const plain = { b: 1, maxOut: 1, norm: 'none' };

/** Convolutions with strides, and of single pixels; MaxOut, other exponents and norms. */
const architectures: readonly Architecture[] = [
  { ...bcos, name: 'bcos-resnet8' },
  { ...bcos, name: 'bcos-resnet8', b: 1.5, maxOut: 2, norm: 'bnu-linear' },
  { ...bcos, name: 'bcos-resnet14', norm: 'pn-linear' },
  { ...plain, name: 'resnet8' },
];

/** Loss, logits and the gradient of two images, on the current backend. */
function lossAndGradient(architecture: Architecture, mode: Exclude<Mode, 'train'>): Float32Array[] {
  const network = buildNetwork(architecture, CLASSES, null);
  const weights = loadWeights(network.parameters, seededArrays(network.parameters), 'the formula');
  const numbers = seededNumbers('images', [2, 32, 32, network.channels], 0, 1);
  const x: Tensor4D = tf.tensor4d(numbers, [2, 32, 32, network.channels]);
  const onehot: Tensor2D = tf.tensor2d(
    [3, 7].map((label) => Array.from({ length: CLASSES }, (_, i) => +(i === label))),
  );
  const at = lossAt(network, weights, threatModels.encoded, trainingLosses[network.loss], x, onehot, { mode });
  return [at.losses, at.logits, at.gradient].map((tensor) => tensor.dataSync<'float32'>().slice());
}

beforeAll(openTensorFlow);
freeingTensors();

describe.each(architectures)('$name, b = $b, MaxOut $maxOut, norm $norm', (architecture) => {
  it.each(['evaluate', 'explain'] as const)(
    'has the loss, logits and gradient of TensorFlow on WASM: %s',
    async (mode) => {
      await openTensorFlow();
      const expected = lossAndGradient(architecture, mode);
      await openWasmInNode();
      expect(tf.getBackend()).toBe('wasm');
      const found = lossAndGradient(architecture, mode);
      const errors = expected.map((values, i) => largestError(found[i] ?? [], values));
      expect(Math.max(...errors)).toBeLessThan(1e-4);
    },
  );
});
