import type { DenseNetShape } from '../networks/bcosDenseNet.js';

/** The DenseNets of Huang et al. (2017) for ImageNet, by their depth. */
export const denseNetShapes: ReadonlyMap<number, DenseNetShape> = new Map([
  [121, { blocks: [6, 12, 24, 16], growth: 32, width: 64 }],
  [161, { blocks: [6, 12, 36, 24], growth: 48, width: 96 }],
  [169, { blocks: [6, 12, 32, 32], growth: 32, width: 64 }],
  [201, { blocks: [6, 12, 48, 32], growth: 32, width: 64 }],
]);
