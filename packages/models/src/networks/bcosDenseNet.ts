import * as tf from '@tensorflow/tfjs-core';
import { sequential, type Layer, type NetworkBody } from '../layer.js';
import { averagePoolLayer } from '../layers/averagePoolLayer.js';
import { startingKernels } from '../layers/kernelStart.js';
import { bcosParts, type BcosOptions, type NetworkParts } from './networkParts.js';
import { pooledHead } from './pooledHead.js';

/** A DenseNet-BC's shape (Huang et al. 2017): dense layers of each block, channels that each adds, channels of the stem. */
export interface DenseNetShape {
  readonly blocks: readonly number[];
  readonly growth: number;
  readonly width: number;
}

/** The 1x1 convolution of a dense layer has this many times the layer's growth in channels. */
const BOTTLENECK = 4;
const POINT = { kernel: 1, stride: 1, padding: 0 };

/** The B-cos DenseNet of `bcos.models.densenet`, ImageNet shape: its norms stand before the convolutions. */
export function bcosDenseNet(shape: DenseNetShape, options: BcosOptions, classes: number, inputs: number): NetworkBody {
  const parts = fanInParts(options);
  const stem = sequential([
    parts.conv('features.conv0', inputs, shape.width, { kernel: 7, stride: 2, padding: 3 }),
    parts.norm('features.norm0', shape.width),
    averagePoolLayer({ kernel: 3, stride: 2, padding: 1 }),
  ]);
  let channels = shape.width;
  const blocks = shape.blocks.map((layers, i) => {
    const block = denseBlock(`features.denseblock${i + 1}`, channels, layers, shape.growth, parts);
    channels += layers * shape.growth;
    if (i === shape.blocks.length - 1) return block;
    channels /= 2;
    return sequential([block, transition(`features.transition${i + 1}`, 2 * channels, channels, parts)]);
  });
  const features = sequential([stem, ...blocks, parts.norm('features.norm5', channels)]);
  return pooledHead(features, parts.conv('classifier', channels, classes, POINT));
}

/** This family's kernels begin Kaiming normal with fan in. */
function fanInParts(options: BcosOptions): NetworkParts {
  const parts = bcosParts(options);
  return { ...parts, conv: (...place) => startingKernels(parts.conv(...place), 'kaiming-normal-fan-in') };
}

/** Layers `denselayer1`, `denselayer2`, …, each of which sees what came in and what all before it have added. */
function denseBlock(name: string, inputs: number, layers: number, growth: number, parts: NetworkParts): Layer {
  return sequential(
    Array.from({ length: layers }, (_, i) =>
      adding(denseLayer(`${name}.denselayer${i + 1}`, inputs + i * growth, growth, parts)),
    ),
  );
}

function denseLayer(name: string, inputs: number, growth: number, parts: NetworkParts): Layer {
  const middle = BOTTLENECK * growth;
  return sequential([
    parts.norm(`${name}.norm1`, inputs),
    parts.conv(`${name}.conv1`, inputs, middle, POINT),
    parts.norm(`${name}.norm2`, middle),
    parts.conv(`${name}.conv2`, middle, growth, { kernel: 3, stride: 1, padding: 1 }),
  ]);
}

/** What comes in, and behind it the channels that the layer makes of it. */
function adding(layer: Layer): Layer {
  return { parameters: layer.parameters, apply: (x, pass) => tf.concat([x, layer.apply(x, pass)], 3) };
}

function transition(name: string, inputs: number, outputs: number, parts: NetworkParts): Layer {
  return sequential([
    parts.norm(`${name}.norm`, inputs),
    parts.conv(`${name}.conv`, inputs, outputs, POINT),
    averagePoolLayer({ kernel: 2, stride: 2, padding: 0 }),
  ]);
}
