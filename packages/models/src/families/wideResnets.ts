import { reluLayer } from '../layers/reluLayer.js';
import { swishLayer } from '../layers/swishLayer.js';
import { ordinaryFamily, type Row } from '../networkFamily.js';
import type { PreActivationStyle } from '../networks/preActivation.js';
import { wideResnet, type WideResnetNames, type WideResnetSize } from '../networks/wideResnet.js';

/** Depths and widths that are in use. */
const SIZES: readonly WideResnetSize[] = [
  { depth: 16, width: 4 },
  { depth: 28, width: 4 },
  { depth: 28, width: 10 },
  { depth: 34, width: 10 },
  { depth: 34, width: 15 },
  { depth: 34, width: 20 },
  { depth: 40, width: 2 },
  { depth: 70, width: 16 },
];

/** Of TRADES, and of most of RobustBench (`wide_resnet.WideResNet`). */
const names: WideResnetNames = {
  stem: 'conv1',
  block: (stage, block) => `block${stage + 1}.layer.${block}`,
  norm: 'bn1',
  logits: 'fc',
};
const style: PreActivationStyle = {
  norms: ['bn1', 'bn2'],
  convs: ['conv1', 'conv2'],
  shortcut: 'convShortcut',
  shortcutKernel: 1,
  shortcutOf: 'activated',
  activation: reluLayer,
  zerosAfter: false,
};

/** Of DeepMind's robust networks, and of those trained in the same way since (RobustBench: `dm_wide_resnet.DMWideResNet`). */
const deepMindNames: WideResnetNames = {
  stem: 'init_conv',
  block: (stage, block) => `layer.${stage}.block.${block}`,
  norm: 'batchnorm',
  logits: 'logits',
};
const deepMindStyle: PreActivationStyle = {
  norms: ['batchnorm_0', 'batchnorm_1'],
  convs: ['conv_0', 'conv_1'],
  shortcut: 'shortcut',
  shortcutKernel: 1,
  shortcutOf: 'activated',
  activation: swishLayer,
  zerosAfter: true,
};
const DEEP_MIND_SIZES = SIZES.filter(({ depth, width }) => depth === 70 || (depth !== 16 && width >= 10));

/** CIFAR-10's means and deviations as that code has them. */
export const DEEP_MIND_CIFAR = { mean: [0.4914, 0.4822, 0.4465], std: [0.2471, 0.2435, 0.2616] };

/** WideResNets of CIFAR shape by the names that packages give their arrays. */
export const wideResnets: readonly Row[] = [
  ...SIZES.map((size): Row => [
    `wide-resnet${size.depth}-${size.width}`,
    {
      ...ordinaryFamily,
      describe: `WideResNet-${size.depth}-${size.width} of TRADES and RobustBench`,
      build: (_options, classes, inputs) => wideResnet(size, names, style, classes, inputs),
    },
  ]),
  ...DEEP_MIND_SIZES.flatMap((size): Row[] => [
    [
      `dm-wide-resnet${size.depth}-${size.width}`,
      {
        ...ordinaryFamily,
        describe: `WideResNet-${size.depth}-${size.width} of DeepMind, with Swish`,
        normalisation: DEEP_MIND_CIFAR,
        build: (_options, classes, inputs) => wideResnet(size, deepMindNames, deepMindStyle, classes, inputs),
      },
    ],
    [
      `dm-wide-resnet${size.depth}-${size.width}-relu`,
      {
        ...ordinaryFamily,
        describe: `WideResNet-${size.depth}-${size.width} of DeepMind, with ReLU`,
        normalisation: DEEP_MIND_CIFAR,
        build: (_options, classes, inputs) =>
          wideResnet(size, deepMindNames, { ...deepMindStyle, activation: reluLayer }, classes, inputs),
      },
    ],
  ]),
];
