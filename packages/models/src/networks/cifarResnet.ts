import { sequential, type NetworkBody } from '../layer.js';
import { paddedShortcut } from '../layers/residualBlock.js';
import { linearHead } from './linearHead.js';
import { ordinaryParts } from './networkParts.js';
import { basicBranch, normed } from './residualBranch.js';
import { outputsOf, residualStages } from './residualStages.js';

/** The CIFAR ResNet of He et al. (2016, section 4.2) of depth 6n+2: BatchNorm, ReLU, shortcuts without parameters. */
export function cifarResnet(blocksPerStage: number, classes: number, inputs: number): NetworkBody {
  const shape = { branch: basicBranch, blocks: [blocksPerStage, blocksPerStage, blocksPerStage], width: 16 };
  const features = sequential([
    normed('', 1, inputs, shape.width, { kernel: 3, stride: 1, padding: 1 }, ordinaryParts),
    ordinaryParts.activation,
    residualStages(shape, ({ inputs, outputs, stride }) => paddedShortcut(inputs, outputs, stride), ordinaryParts),
  ]);
  return linearHead(features, outputsOf(shape), classes);
}
