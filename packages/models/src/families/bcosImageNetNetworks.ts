import { at } from '@bcos-bench/vocabulary';
import { bcosFamily, type Row } from '../networkFamily.js';
import { bcosConvNext } from '../networks/bcosConvNext.js';
import { bcosDenseNet } from '../networks/bcosDenseNet.js';
import { bcosResnet, imageNetShape } from '../networks/bcosResnet.js';
import { groupedBottleneckBranch, wideBottleneckBranch } from '../networks/residualBranch.js';
import { denseNetShapes } from './denseNetShapes.js';

const RESNETS = [
  ['resnext50-32x4d', 'ResNeXt-50 32x4d', groupedBottleneckBranch(32, 4), [3, 4, 6, 3]],
  ['resnext101-32x8d', 'ResNeXt-101 32x8d', groupedBottleneckBranch(32, 8), [3, 4, 23, 3]],
  ['wide-resnet50-2', 'WideResNet-50-2', wideBottleneckBranch, [3, 4, 6, 3]],
  ['wide-resnet101-2', 'WideResNet-101-2', wideBottleneckBranch, [3, 4, 23, 3]],
] as const;

const CONVNEXTS = [
  ['atto', [40, 80, 160, 320], [2, 2, 6, 2]],
  ['tiny', [96, 192, 384, 768], [3, 3, 9, 3]],
  ['small', [96, 192, 384, 768], [3, 3, 27, 3]],
  ['base', [128, 256, 512, 1024], [3, 3, 27, 3]],
  ['large', [192, 384, 768, 1536], [3, 3, 27, 3]],
] as const;
/** The smallest images of which a DenseNet's poolings and a ConvNeXt's strides leave a pixel. */
const [LEAST_OF_DENSENET, LEAST_OF_CONVNEXT] = [29, 32];

/** The networks of `bcos.models` of ImageNet shape beside its ResNets and its VGG. */
export const bcosImageNetNetworks: readonly Row[] = [
  ...RESNETS.map(([name, title, branch, blocks]): Row => [
    `bcos-${name}`,
    {
      ...bcosFamily,
      describe: `B-cos ${title}`,
      build: (options, classes, inputs) => bcosResnet(imageNetShape(branch, blocks), options, classes, inputs),
    },
  ]),
  ...[...denseNetShapes].map(([depth, shape]): Row => [
    `bcos-densenet${depth}`,
    {
      ...bcosFamily,
      describe: `B-cos DenseNet-${depth}`,
      leastSide: LEAST_OF_DENSENET,
      build: (options, classes, inputs) => bcosDenseNet(shape, options, classes, inputs),
    },
  ]),
  ...CONVNEXTS.map(([name, widths, depths]): Row => [
    `bcos-convnext-${name}`,
    {
      ...bcosFamily,
      describe: `B-cos ConvNeXt, ${name}`,
      norm: 'pn-linear',
      leastSide: LEAST_OF_CONVNEXT,
      build: (options, classes, inputs) =>
        bcosConvNext(
          widths.map((width, i) => ({ width, blocks: at(depths, i) })),
          options,
          classes,
          inputs,
        ),
    },
  ]),
];
