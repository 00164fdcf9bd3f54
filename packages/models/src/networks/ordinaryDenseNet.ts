import * as tf from '@tensorflow/tfjs-core';
import { sequential, type Layer, type NetworkBody } from '../layer.js';
import { averagePoolLayer } from '../layers/averagePoolLayer.js';
import { maxPoolLayer } from '../layers/maxPoolLayer.js';
import { linearHead } from './linearHead.js';
import { ordinaryParts } from './networkParts.js';

/** What a package calls the arrays of a DenseNet, and how it begins. Blocks and layers are counted from 1. */
export interface DenseNetStyle {
  readonly stem: (inputs: number, width: number) => Layer;
  readonly layer: (block: number, layer: number) => string;
  readonly norms: readonly [string, string];
  readonly transition: (block: number) => string;
  readonly norm: string;
  readonly logits: string;
}

/** Dense layers of each block, and the channels that each adds; the stem has twice as many (Huang et al. 2017). */
export interface DenseNetSize {
  readonly blocks: readonly number[];
  readonly growth: number;
  readonly width: number;
}

const POINT = { kernel: 1, stride: 1, padding: 0 };
const THREE = { kernel: 3, stride: 1, padding: 1 };
/** The 1x1 convolution of a dense layer has this many times the layer's growth in channels. */
const BOTTLENECK = 4;

/** Of `torchvision.models.densenet`: 7x7 and a pooling before the blocks. */
export const torchvisionDenseNet: DenseNetStyle = {
  stem: (inputs, width) =>
    sequential([
      ordinaryParts.withNorm(
        ordinaryParts.conv('features.conv0', inputs, width, { kernel: 7, stride: 2, padding: 3 }),
        'features.norm0',
        width,
      ),
      ordinaryParts.activation,
      maxPoolLayer({ kernel: 3, stride: 2, padding: 1 }),
    ]),
  layer: (block, layer) => `features.denseblock${block}.denselayer${layer}`,
  norms: ['norm1', 'norm2'],
  transition: (block) => `features.transition${block}`,
  norm: 'features.norm5',
  logits: 'classifier',
};

/** Of kuangliu's pytorch-cifar: a 3x3 convolution before the blocks. New channels stand before the others. */
export const cifarDenseNet: DenseNetStyle = {
  stem: (inputs, width) => ordinaryParts.conv('conv1', inputs, width, THREE),
  layer: (block, layer) => `dense${block}.${layer - 1}`,
  norms: ['bn1', 'bn2'],
  transition: (block) => `trans${block}`,
  norm: 'bn',
  logits: 'linear',
};

/** A DenseNet-BC. @param newFirst whether the channels that a layer adds stand before those that it saw */
export function ordinaryDenseNet(
  { blocks, growth, width }: DenseNetSize,
  style: DenseNetStyle,
  newFirst: boolean,
  classes: number,
  inputs: number,
): NetworkBody {
  let channels = width;
  const parts = blocks.flatMap((count, i) => {
    const layers = Array.from({ length: count }, (_, k) =>
      adding(denseLayer(style.layer(i + 1, k + 1), channels + k * growth, growth, style), newFirst),
    );
    channels += count * growth;
    if (i === blocks.length - 1) return layers;
    channels /= 2;
    return [...layers, transition(style.transition(i + 1), 2 * channels, channels, style)];
  });
  const features = sequential([
    style.stem(inputs, width),
    ...parts,
    ordinaryParts.norm(style.norm, channels),
    ordinaryParts.activation,
  ]);
  return linearHead(features, channels, classes, style.logits);
}

function denseLayer(name: string, inputs: number, growth: number, { norms }: DenseNetStyle): Layer {
  const middle = BOTTLENECK * growth;
  const conv = ordinaryParts.conv(`${name}.conv1`, inputs, middle, POINT);
  return sequential([
    ordinaryParts.norm(`${name}.${norms[0]}`, inputs),
    ordinaryParts.activation,
    ordinaryParts.withNorm(conv, `${name}.${norms[1]}`, middle),
    ordinaryParts.activation,
    ordinaryParts.conv(`${name}.conv2`, middle, growth, THREE),
  ]);
}

/** What comes in and the channels that the layer makes of it. */
function adding(layer: Layer, newFirst: boolean): Layer {
  return {
    parameters: layer.parameters,
    apply: (x, pass) => {
      const made = layer.apply(x, pass);
      return tf.concat(newFirst ? [made, x] : [x, made], 3);
    },
  };
}

function transition(name: string, inputs: number, outputs: number, { norms }: DenseNetStyle): Layer {
  return sequential([
    ordinaryParts.norm(`${name}.${norms[0].replace('1', '')}`, inputs),
    ordinaryParts.activation,
    ordinaryParts.conv(`${name}.conv`, inputs, outputs, POINT),
    averagePoolLayer({ kernel: 2, stride: 2, padding: 0 }),
  ]);
}
