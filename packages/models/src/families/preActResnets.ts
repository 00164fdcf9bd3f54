import { reluLayer } from '../layers/reluLayer.js';
import { swishLayer } from '../layers/swishLayer.js';
import { ordinaryFamily, type Row } from '../networkFamily.js';
import { preActResnet, type PreActResnetNames } from '../networks/preActResnet.js';
import type { PreActivationStyle } from '../networks/preActivation.js';
import { DEEP_MIND_CIFAR } from './wideResnets.js';

const DEPTHS = [
  [18, [2, 2, 2, 2]],
  [34, [3, 4, 6, 3]],
] as const;

/** Of kuangliu's pytorch-cifar, and of the code that followed it. */
const names: PreActResnetNames = {
  stem: 'conv1',
  block: (stage, block) => `layer${stage + 1}.${block}`,
  norm: null,
  logits: 'linear',
};
const style: PreActivationStyle = {
  norms: ['bn1', 'bn2'],
  convs: ['conv1', 'conv2'],
  shortcut: 'shortcut.0',
  shortcutKernel: 1,
  shortcutOf: 'activated',
  activation: reluLayer,
  zerosAfter: false,
};

/** Of DeepMind's robust networks (RobustBench: `dm_wide_resnet.DMPreActResNet`). */
const deepMindNames: PreActResnetNames = {
  stem: 'conv_2d',
  block: (stage, block) => `layer_${stage}.${block}`,
  norm: 'batchnorm',
  logits: 'logits',
};
const deepMindStyle: PreActivationStyle = {
  norms: ['batchnorm_0', 'batchnorm_1'],
  convs: ['conv_2d_1', 'conv_2d_2'],
  shortcut: 'shortcut',
  shortcutKernel: 3,
  shortcutOf: 'input',
  activation: swishLayer,
  zerosAfter: true,
};

/** PreActResNets of CIFAR shape by the names that packages give their arrays. */
export const preActResnets: readonly Row[] = DEPTHS.flatMap(([depth, blocks]): Row[] => [
  [
    `preact-resnet${depth}`,
    {
      ...ordinaryFamily,
      describe: `PreActResNet-${depth} of kuangliu's pytorch-cifar`,
      build: (_options, classes, inputs) => preActResnet(blocks, names, style, classes, inputs),
    },
  ],
  [
    `preact-resnet${depth}-raw-shortcut`,
    {
      ...ordinaryFamily,
      describe: `PreActResNet-${depth} whose shortcuts see a block's input before its norm, as of Fast Adversarial Training`,
      build: (_options, classes, inputs) =>
        preActResnet(blocks, names, { ...style, shortcutOf: 'input' }, classes, inputs),
    },
  ],
  [
    `preact-resnet${depth}-final-norm`,
    {
      ...ordinaryFamily,
      describe: `PreActResNet-${depth} with a norm before the average, as of Overfitting in Adversarially Robust Deep Learning`,
      build: (_options, classes, inputs) => preActResnet(blocks, { ...names, norm: 'bn' }, style, classes, inputs),
    },
  ],
  [
    `dm-preact-resnet${depth}`,
    {
      ...ordinaryFamily,
      describe: `PreActResNet-${depth} of DeepMind, with Swish`,
      normalisation: DEEP_MIND_CIFAR,
      build: (_options, classes, inputs) => preActResnet(blocks, deepMindNames, deepMindStyle, classes, inputs),
    },
  ],
  [
    `dm-preact-resnet${depth}-relu`,
    {
      ...ordinaryFamily,
      describe: `PreActResNet-${depth} of DeepMind, with ReLU`,
      normalisation: DEEP_MIND_CIFAR,
      build: (_options, classes, inputs) =>
        preActResnet(blocks, deepMindNames, { ...deepMindStyle, activation: reluLayer }, classes, inputs),
    },
  ],
]);
