import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

/** A loss an image of a targeted attack: logits [N,C], the one-hot right class and the one-hot target, both [N,C], to [N]. */
export type TargetedLoss = (logits: Tensor2D, onehot: Tensor2D, target: Tensor2D) => Tensor1D;
