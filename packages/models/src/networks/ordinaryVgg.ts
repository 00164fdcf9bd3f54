import * as tf from '@tensorflow/tfjs-core';
import { sequential, type Layer, type NetworkBody } from '../layer.js';
import { biasedConvLayer } from '../layers/biasedConvLayer.js';
import { maxPoolLayer } from '../layers/maxPoolLayer.js';
import { adaptiveAverage } from '../ops/adaptiveAverage.js';
import { relu } from '../ops/relu.js';
import { linearHead } from './linearHead.js';
import { ordinaryParts } from './networkParts.js';

/** Depths, and the convolutions of each stage: configurations A, B, D and E. */
export const VGGS = [
  [11, [1, 1, 2, 2, 2]],
  [13, [2, 2, 2, 2, 2]],
  [16, [2, 2, 3, 3, 3]],
  [19, [2, 2, 4, 4, 4]],
] as const;

/** Convolutions of each of the five stages (Simonyan and Zisserman 2015); max pooling follows every stage. */
export type VggStages = readonly number[];

const WIDTHS = [64, 128, 256, 512, 512];
const LAST = 512;

/** The VGG with BatchNorm of kuangliu's pytorch-cifar: one matrix after the last pooling, named `classifier`. */
export function cifarVgg(stages: VggStages, classes: number, inputs: number): NetworkBody {
  return linearHead(features(stages, inputs), LAST, classes, 'classifier');
}

/** Pixels along a side of what the three matrices see, and the length of what is between them. */
const [SIDE, HIDDEN] = [7, 4096];

/** The VGG with BatchNorm of `torchvision.models.vgg`, without its dropout: an average of 7x7 windows and three matrices. */
export function torchvisionVgg(stages: VggStages, classes: number, inputs: number): NetworkBody {
  const before = features(stages, inputs);
  const sizes = [LAST * SIDE * SIDE, HIDDEN, HIDDEN, classes];
  const matrices = ['classifier.0', 'classifier.3', 'classifier.6'];
  return {
    parameters: [
      ...before.parameters,
      ...matrices.flatMap((name, i) => [
        {
          name: `${name}.weight`,
          shape: sizes.slice(i, i + 2).reverse(),
          role: 'matrix',
          start: 'uniform-fan-in',
        } as const,
        { name: `${name}.bias`, shape: sizes.slice(i + 1, i + 2), role: 'vector', start: 'zeros' } as const,
      ]),
    ],
    scores: (x, pass) => {
      const pooled = adaptiveAverage(before.apply(x, pass), SIDE);
      // PyTorch flattens channels first.
      const flat: tf.Tensor2D = tf.reshape(tf.transpose(pooled, [0, 3, 1, 2]), [x.shape[0], -1]);
      return matrices.reduce((h: tf.Tensor2D, name, i) => {
        const y: tf.Tensor2D = tf.add(tf.matMul(h, pass.matrix(`${name}.weight`)), pass.vector(`${name}.bias`));
        return i === matrices.length - 1 ? y : relu(y);
      }, flat);
    },
  };
}

/** Layers named `features.I`, counted as both packages count them: convolution, norm, activation; then a pooling. */
function features(stages: VggStages, imageInputs: number): Layer {
  let place = 0;
  let inputs = imageInputs;
  const layers: Layer[] = [];
  for (const [stage, count] of stages.entries()) {
    for (let i = 0; i < count; i += 1) {
      const outputs = WIDTHS[stage] ?? LAST;
      const conv = biasedConvLayer(`features.${place}`, inputs, outputs, { kernel: 3, stride: 1, padding: 1 });
      layers.push(conv, ordinaryParts.norm(`features.${place + 1}`, outputs), ordinaryParts.activation);
      [place, inputs] = [place + 3, outputs];
    }
    layers.push(maxPoolLayer({ kernel: 2, stride: 2, padding: 0 }));
    place += 1;
  }
  return sequential(layers);
}
