import { sequential, type Layer, type NetworkBody } from '../layer.js';
import { averagePoolLayer } from '../layers/averagePoolLayer.js';
import { bcosParts, type BcosOptions, type NetworkParts } from './networkParts.js';
import { pooledHead } from './pooledHead.js';
import { basicBranch, normed, type ResidualBranch } from './residualBranch.js';
import { convShortcut, outputsOf, residualStages, type ResidualShape } from './residualStages.js';

/** A B-cos ResNet's shape: what stands before its stages, and the stages. */
export interface BcosResnetShape extends ResidualShape {
  readonly stem: (inputs: number, width: number, parts: NetworkParts) => Layer;
}

/** CIFAR shape (`cifar10_resnet*`), depth 6n+2: a 3x3 stem to 16 channels and n basic blocks in each of three stages. */
export function cifarShape(blocksPerStage: number): BcosResnetShape {
  const blocks = [blocksPerStage, blocksPerStage, blocksPerStage];
  return { stem: smallStem, branch: basicBranch, blocks, width: 16 };
}

/** ImageNet shape (`resnet*`): a 7x7 stem to 64 channels and average pooling, each of stride 2, and four stages. */
export function imageNetShape(branch: ResidualBranch, blocks: readonly number[]): BcosResnetShape {
  return { stem: largeStem, branch, blocks, width: 64 };
}

/**
 * The B-cos ResNet of `bcos.models.resnet`: no activation functions, and a B-cos 1x1 convolution as classifier before the
 * pooling.
 */
export function bcosResnet(shape: BcosResnetShape, options: BcosOptions, classes: number, inputs: number): NetworkBody {
  const parts = bcosParts(options);
  const stages = residualStages(shape, convShortcut('downsample'), parts);
  const classifier = parts.conv('fc', outputsOf(shape), classes, { kernel: 1, stride: 1, padding: 0 });
  return pooledHead(sequential([shape.stem(inputs, shape.width, parts), stages]), classifier);
}

function smallStem(inputs: number, width: number, parts: NetworkParts): Layer {
  return normed('', 1, inputs, width, { kernel: 3, stride: 1, padding: 1 }, parts);
}

function largeStem(inputs: number, width: number, parts: NetworkParts): Layer {
  return sequential([
    normed('', 1, inputs, width, { kernel: 7, stride: 2, padding: 3 }, parts),
    averagePoolLayer({ kernel: 3, stride: 2, padding: 1 }),
  ]);
}
