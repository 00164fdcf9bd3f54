import { ordinaryFamily, type Row } from '../networkFamily.js';
import { mobileNetV2, torchvisionMobileNet } from '../networks/mobileNetV2.js';
import { ordinaryDenseNet, torchvisionDenseNet } from '../networks/ordinaryDenseNet.js';
import { torchvisionVgg, VGGS } from '../networks/ordinaryVgg.js';
import { basicBranch, bottleneckBranch, wideBottleneckBranch } from '../networks/residualBranch.js';
import { torchvisionResnet } from '../networks/torchvisionResnet.js';
import { denseNetShapes } from './denseNetShapes.js';

const RESNETS = [
  ['resnet18', basicBranch, [2, 2, 2, 2]],
  ['resnet34', basicBranch, [3, 4, 6, 3]],
  ['resnet50', bottleneckBranch, [3, 4, 6, 3]],
  ['resnet101', bottleneckBranch, [3, 4, 23, 3]],
  ['resnet152', bottleneckBranch, [3, 8, 36, 3]],
  ['wide-resnet50-2', wideBottleneckBranch, [3, 4, 6, 3]],
  ['wide-resnet101-2', wideBottleneckBranch, [3, 4, 23, 3]],
] as const;

/** The smallest images of which the poolings of a DenseNet and of a VGG leave a pixel. */
const [LEAST_OF_DENSENET, LEAST_OF_VGG] = [29, 32];

/** The networks of torchvision by the names that it gives their arrays. */
export const torchvisionNetworks: readonly Row[] = [
  ...RESNETS.flatMap(([name, branch, blocks]): Row[] => [
    [
      `torchvision-${name}`,
      {
        ...ordinaryFamily,
        describe: `${name} of torchvision`,
        build: (_options, classes, inputs) => torchvisionResnet(branch, blocks, 'imagenet', classes, inputs),
      },
    ],
    [
      `torchvision-${name}-cifar`,
      {
        ...ordinaryFamily,
        describe: `${name} of torchvision with a 3x3 stem and no pooling after it, for images of CIFAR`,
        build: (_options, classes, inputs) => torchvisionResnet(branch, blocks, 'cifar', classes, inputs),
      },
    ],
  ]),
  ...VGGS.map(([depth, stages]): Row => [
    `torchvision-vgg${depth}-bn`,
    {
      ...ordinaryFamily,
      describe: `VGG-${depth} with BatchNorm of torchvision, without dropout`,
      leastSide: LEAST_OF_VGG,
      build: (_options, classes, inputs) => torchvisionVgg(stages, classes, inputs),
    },
  ]),
  ...[...denseNetShapes].map(([depth, size]): Row => [
    `torchvision-densenet${depth}`,
    {
      ...ordinaryFamily,
      describe: `DenseNet-${depth} of torchvision`,
      leastSide: LEAST_OF_DENSENET,
      build: (_options, classes, inputs) => ordinaryDenseNet(size, torchvisionDenseNet, false, classes, inputs),
    },
  ]),
  [
    'torchvision-mobilenet-v2',
    {
      ...ordinaryFamily,
      describe: 'MobileNetV2 of torchvision, without dropout',
      build: (_options, classes, inputs) => mobileNetV2(torchvisionMobileNet, classes, inputs),
    },
  ],
];
