import { lookUp } from '@bcos-bench/vocabulary';
import { ordinaryFamily, type Row } from '../networkFamily.js';
import { cifarMobileNet, mobileNetV2 } from '../networks/mobileNetV2.js';
import { cifarDenseNet, ordinaryDenseNet } from '../networks/ordinaryDenseNet.js';
import { cifarVgg, VGGS } from '../networks/ordinaryVgg.js';
import { denseNetShapes } from './denseNetShapes.js';

const DENSE_NETS = [
  ['densenet121', lookUp(denseNetShapes, 121)],
  ['densenet169', lookUp(denseNetShapes, 169)],
  ['densenet-cifar', { blocks: [6, 12, 24, 16], growth: 12, width: 24 }],
] as const;

/** The smallest images of which three and five poolings leave a pixel. */
const [LEAST_OF_DENSENET, LEAST_OF_VGG] = [8, 32];

/** Networks of kuangliu's pytorch-cifar by the names that it gives their arrays; its ResNets are those of the robustness package. */
export const kuangliuNetworks: readonly Row[] = [
  ...VGGS.map(([depth, stages]): Row => [
    `kuangliu-vgg${depth}`,
    {
      ...ordinaryFamily,
      describe: `VGG-${depth} with BatchNorm of kuangliu's pytorch-cifar`,
      leastSide: LEAST_OF_VGG,
      build: (_options, classes, inputs) => cifarVgg(stages, classes, inputs),
    },
  ]),
  ...DENSE_NETS.map(([name, size]): Row => [
    `kuangliu-${name}`,
    {
      ...ordinaryFamily,
      describe: `${name} of kuangliu's pytorch-cifar`,
      leastSide: LEAST_OF_DENSENET,
      build: (_options, classes, inputs) => ordinaryDenseNet(size, cifarDenseNet, true, classes, inputs),
    },
  ]),
  [
    'kuangliu-mobilenet-v2',
    {
      ...ordinaryFamily,
      describe: "MobileNetV2 of kuangliu's pytorch-cifar",
      build: (_options, classes, inputs) => mobileNetV2(cifarMobileNet, classes, inputs),
    },
  ],
];
