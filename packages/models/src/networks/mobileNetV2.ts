import * as tf from '@tensorflow/tfjs-core';
import { sequential, type Layer, type NetworkBody } from '../layer.js';
import { convLayer } from '../layers/convLayer.js';
import { relu6Layer } from '../layers/relu6Layer.js';
import { linearHead } from './linearHead.js';
import { ordinaryParts } from './networkParts.js';

/** Inverted residual blocks of one kind (Sandler et al. 2018, table 2): expansion, outputs, how many, stride of the first. */
type Stage = readonly [expansion: number, outputs: number, count: number, stride: number];

const STAGES: readonly Stage[] = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
];
const [STEM, LAST] = [32, 1280];

/** A convolution by its name and that of its norm. */
type Named = readonly [conv: string, norm: string];

/** What a package calls the arrays of a MobileNetV2, and in what packages differ. */
export interface MobileNetStyle {
  readonly stem: Named;
  readonly stemStride: number;
  /** Strides of the stages where they are not those of the article. */
  readonly strides: Readonly<Partial<Record<number, number>>>;
  /** Names of the convolutions of block `i`, counted from 0: expansion, null where there is none, depthwise and projection. */
  readonly block: (i: number, expansion: number) => readonly [Named | null, Named, Named];
  /** The convolution of a shortcut where channels change at stride 1; null where there is then no shortcut. */
  readonly shortcut: ((i: number) => Named) | null;
  readonly last: Named;
  readonly logits: string;
  readonly activation: Layer;
}

/** Of `torchvision.models.mobilenetv2`, without its dropout. */
export const torchvisionMobileNet: MobileNetStyle = {
  stem: ['features.0.0', 'features.0.1'],
  stemStride: 2,
  strides: {},
  block: (i, expansion) => {
    const name = `features.${i + 1}.conv`;
    return expansion === 1
      ? [null, [`${name}.0.0`, `${name}.0.1`], [`${name}.1`, `${name}.2`]]
      : [
          [`${name}.0.0`, `${name}.0.1`],
          [`${name}.1.0`, `${name}.1.1`],
          [`${name}.2`, `${name}.3`],
        ];
  },
  shortcut: null,
  last: ['features.18.0', 'features.18.1'],
  logits: 'classifier.1',
  activation: relu6Layer,
};

/** Of kuangliu's pytorch-cifar: fewer strides, ReLU, and an expansion of 1 is a convolution, too. */
export const cifarMobileNet: MobileNetStyle = {
  stem: ['conv1', 'bn1'],
  stemStride: 1,
  strides: { 1: 1 },
  block: (i) => [
    [`layers.${i}.conv1`, `layers.${i}.bn1`],
    [`layers.${i}.conv2`, `layers.${i}.bn2`],
    [`layers.${i}.conv3`, `layers.${i}.bn3`],
  ],
  shortcut: (i) => [`layers.${i}.shortcut.0`, `layers.${i}.shortcut.1`],
  last: ['conv2', 'bn2'],
  logits: 'linear',
  activation: ordinaryParts.activation,
};

/** A MobileNetV2. */
export function mobileNetV2(style: MobileNetStyle, classes: number, inputs: number): NetworkBody {
  const blocks: Layer[] = [];
  let channels = STEM;
  for (const [stage, [expansion, outputs, count, usual]] of STAGES.entries()) {
    for (let k = 0; k < count; k += 1) {
      const stride = k > 0 ? 1 : (style.strides[stage] ?? usual);
      blocks.push(invertedResidual({ i: blocks.length, inputs: channels, outputs, expansion, stride }, style));
      channels = outputs;
    }
  }
  const features = sequential([
    convolved(style.stem, inputs, STEM, { kernel: 3, stride: style.stemStride, padding: 1 }),
    style.activation,
    ...blocks,
    convolved(style.last, channels, LAST, POINT),
    style.activation,
  ]);
  return linearHead(features, LAST, classes, style.logits);
}

const POINT = { kernel: 1, stride: 1, padding: 0 };

interface BlockSize {
  readonly i: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly expansion: number;
  readonly stride: number;
}

function invertedResidual({ i, inputs, outputs, expansion, stride }: BlockSize, style: MobileNetStyle): Layer {
  const [expand, depthwise, project] = style.block(i, expansion);
  const middle = inputs * expansion;
  const each = convLayer(depthwise[0], middle, middle, { kernel: 3, stride, padding: 1, groups: middle });
  const branch = sequential([
    ...(expand === null ? [] : [convolved(expand, inputs, middle, POINT), style.activation]),
    ordinaryParts.withNorm(each, depthwise[1], middle),
    style.activation,
    convolved(project, middle, outputs, POINT),
  ]);
  if (stride !== 1) return branch;
  if (inputs === outputs) return plus(branch, null);
  return style.shortcut === null ? branch : plus(branch, convolved(style.shortcut(i), inputs, outputs, POINT));
}

function plus(branch: Layer, shortcut: Layer | null): Layer {
  return {
    parameters: [...branch.parameters, ...(shortcut?.parameters ?? [])],
    apply: (x, pass) => tf.add(branch.apply(x, pass), shortcut === null ? x : shortcut.apply(x, pass)),
  };
}

function convolved([conv, norm]: Named, inputs: number, outputs: number, geometry: typeof POINT): Layer {
  return ordinaryParts.withNorm(ordinaryParts.conv(conv, inputs, outputs, geometry), norm, outputs);
}
