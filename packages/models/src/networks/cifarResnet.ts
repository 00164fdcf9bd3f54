import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { sequential, type Layer, type NetworkBody } from '../layer.js';
import { batchNormLayer } from '../layers/batchNormLayer.js';
import { convLayer } from '../layers/convLayer.js';
import { identityShortcut, paddedShortcut, residualBlock } from '../layers/residualBlock.js';
import { relu } from '../ops/relu.js';

const WIDTHS = [16, 32, 64] as const;
const INPUTS = 3;

const activation: Layer = { parameters: [], apply: (x) => relu(x) };

/** The CIFAR ResNet of He et al. (2016, section 4.2) of depth 6n+2: BatchNorm, ReLU, shortcuts without parameters. */
export function cifarResnet(blocksPerStage: number, classes: number): NetworkBody {
  const stem = [
    convLayer('conv1', INPUTS, WIDTHS[0], { kernel: 3, stride: 1, padding: 1 }),
    batchNormLayer('bn1', WIDTHS[0]),
    activation,
  ];
  const stages = WIDTHS.flatMap((width, s) =>
    Array.from({ length: blocksPerStage }, (_, i) =>
      block(`layer${s + 1}.${i}`, i === 0 ? (WIDTHS[s - 1] ?? width) : width, width, s > 0 && i === 0 ? 2 : 1),
    ),
  );
  const features = sequential([...stem, ...stages]);
  return {
    parameters: [
      ...features.parameters,
      { name: 'linear.weight', shape: [classes, WIDTHS[2]], role: 'matrix', start: 'uniform-fan-in' },
      { name: 'linear.bias', shape: [classes], role: 'vector', start: 'zeros' },
    ],
    logits: (x, pass) => {
      const pooled = tf.mean<Tensor2D>(features.apply(x, pass), [1, 2]);
      return tf.add(tf.matMul(pooled, pass.matrix('linear.weight')), pass.vector('linear.bias'));
    },
  };
}

function block(name: string, inputs: number, outputs: number, stride: number): Layer {
  const branch = sequential([
    convLayer(`${name}.conv1`, inputs, outputs, { kernel: 3, stride, padding: 1 }),
    batchNormLayer(`${name}.bn1`, outputs),
    activation,
    convLayer(`${name}.conv2`, outputs, outputs, { kernel: 3, stride: 1, padding: 1 }),
    batchNormLayer(`${name}.bn2`, outputs),
  ]);
  const shortcut = stride === 1 ? identityShortcut : paddedShortcut(inputs, outputs, stride);
  return residualBlock(branch, shortcut, (sum: Tensor4D) => relu(sum));
}
