import { sequential, type NetworkBody } from '../layer.js';
import { startingKernels } from '../layers/kernelStart.js';
import { linearHead } from './linearHead.js';
import { ordinaryParts, type NetworkParts } from './networkParts.js';
import { normed, type ResidualBranch } from './residualBranch.js';
import { convShortcut, outputsOf, residualStages } from './residualStages.js';

/** The package leaves its kernels as PyTorch makes them: uniform in ±1/sqrt(fan in). */
const parts: NetworkParts = {
  ...ordinaryParts,
  conv: (...place) => startingKernels(ordinaryParts.conv(...place), 'uniform-fan-in'),
};

/**
 * The ordinary CIFAR ResNet of the `robustness` package (`cifar_models.resnet`): a 3x3 stem to 64 channels, four stages,
 * BatchNorm and ReLU. The average of all pixels is the package's 4x4 average pooling for images of 32x32, the only ones that it takes.
 */
export function robustnessResnet(
  branch: ResidualBranch,
  blocks: readonly number[],
  classes: number,
  inputs: number,
): NetworkBody {
  const shape = { branch, blocks, width: 64 };
  const features = sequential([
    normed('', 1, inputs, shape.width, { kernel: 3, stride: 1, padding: 1 }, parts),
    parts.activation,
    residualStages(shape, convShortcut('shortcut'), parts),
  ]);
  return linearHead(features, outputsOf(shape), classes);
}
