import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { sequential, type Layer, type NetworkBody } from '../layer.js';
import { bcosConvLayer, type BcosParameters } from '../layers/bcosConvLayer.js';
import { identityShortcut, residualBlock } from '../layers/residualBlock.js';

const WIDTHS = [16, 32, 64] as const;
/** Channels of an encoded picture: red, green, blue and their inverses. */
const INPUTS = 6;

/**
 * The B-cos ResNet of CIFAR shape and depth 6n+2 (`bcos.models.resnet`, `cifar10_resnet*`): no activation functions, a
 * B-cos 1x1 convolution as classifier before the pooling, and a logit bias of -log(classes - 1).
 */
export function bcosResnet(blocksPerStage: number, classes: number, parameters: BcosParameters): NetworkBody {
  const stem = bcosConvLayer('conv1', INPUTS, WIDTHS[0], { kernel: 3, stride: 1, padding: 1 }, parameters);
  const stages = WIDTHS.map((width, s) =>
    stage(`layer${s + 1}`, WIDTHS[s - 1] ?? WIDTHS[0], width, s === 0 ? 1 : 2, blocksPerStage, parameters),
  );
  const classifier = bcosConvLayer('fc', WIDTHS[2], classes, { kernel: 1, stride: 1, padding: 0 }, parameters);
  const layers = sequential([stem, ...stages, classifier]);
  const logitBias = -Math.log(classes - 1);
  return {
    parameters: layers.parameters,
    logits: (x, pass) => tf.add(tf.mean<Tensor2D>(layers.apply(x, pass), [1, 2]), logitBias),
  };
}

function stage(
  name: string,
  inputs: number,
  outputs: number,
  stride: number,
  blocks: number,
  parameters: BcosParameters,
): Layer {
  return sequential(
    Array.from({ length: blocks }, (_, i) =>
      block(`${name}.${i}`, i === 0 ? inputs : outputs, outputs, i === 0 ? stride : 1, parameters),
    ),
  );
}

function block(name: string, inputs: number, outputs: number, stride: number, parameters: BcosParameters): Layer {
  const branch = sequential([
    bcosConvLayer(`${name}.conv1`, inputs, outputs, { kernel: 3, stride, padding: 1 }, parameters),
    bcosConvLayer(`${name}.conv2`, outputs, outputs, { kernel: 3, stride: 1, padding: 1 }, parameters),
  ]);
  const shortcut =
    stride === 1 && inputs === outputs
      ? identityShortcut
      : bcosConvLayer(`${name}.downsample.0`, inputs, outputs, { kernel: 1, stride, padding: 0 }, parameters);
  return residualBlock(branch, shortcut, (sum) => sum);
}
