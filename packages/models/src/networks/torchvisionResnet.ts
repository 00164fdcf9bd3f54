import { sequential, type Layer, type NetworkBody } from '../layer.js';
import { maxPoolLayer } from '../layers/maxPoolLayer.js';
import { linearHead } from './linearHead.js';
import { ordinaryParts } from './networkParts.js';
import { normed, type ResidualBranch } from './residualBranch.js';
import { convShortcut, outputsOf, residualStages } from './residualStages.js';

/** What stands before the stages: 7x7 and a pooling for images of ImageNet, 3x3 for those of CIFAR. */
export type ResnetStem = 'imagenet' | 'cifar';

const WIDTH = 64;

/** The ResNet of `torchvision.models.resnet`: shortcuts are called `downsample`, the matrix `fc`. */
export function torchvisionResnet(
  branch: ResidualBranch,
  blocks: readonly number[],
  stem: ResnetStem,
  classes: number,
  inputs: number,
): NetworkBody {
  const shape = { branch, blocks, width: WIDTH };
  const features = sequential([
    ...stems[stem](inputs),
    residualStages(shape, convShortcut('downsample'), ordinaryParts),
  ]);
  return linearHead(features, outputsOf(shape), classes, 'fc');
}

const stems: Readonly<Record<ResnetStem, (inputs: number) => Layer[]>> = {
  imagenet: (inputs) => [
    normed('', 1, inputs, WIDTH, { kernel: 7, stride: 2, padding: 3 }, ordinaryParts),
    ordinaryParts.activation,
    maxPoolLayer({ kernel: 3, stride: 2, padding: 1 }),
  ],
  cifar: (inputs) => [
    normed('', 1, inputs, WIDTH, { kernel: 3, stride: 1, padding: 1 }, ordinaryParts),
    ordinaryParts.activation,
  ],
};
