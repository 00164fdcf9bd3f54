import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Loss, Mode, Network, Weights } from '@bcos-bench/models';
import { gradientWithLogits } from './gradientWithLogits.js';
import type { ThreatModel } from './threatModel.js';

/** What an attack sees of a network at one iterate. */
export interface LossAt {
  readonly losses: Tensor1D;
  readonly logits: Tensor2D;
  /** The gradient of each image's own loss: that of the sum, so that it does not depend on the batch. */
  readonly gradient: Tensor4D;
}

/** How a gradient is taken. */
export interface GradientPass {
  /** `explain` for the gradient through the explanation's linear map W(x); the true gradient unless given. */
  readonly mode?: Exclude<Mode, 'train'>;
  /** What a network that draws is given. */
  readonly noise?: Tensor4D | undefined;
}

/** Losses, logits and the gradient of `network` at the attacked tensor `x`, with running statistics. */
export function lossAt(
  network: Network,
  weights: Weights,
  threat: ThreatModel,
  loss: Loss,
  x: Tensor4D,
  onehot: Tensor2D,
  { mode = 'evaluate', noise }: GradientPass = {},
): LossAt {
  const { value: losses, ...seen } = gradientWithLogits(
    x,
    (attacked) => network.logits(threat.input(attacked, network), weights, mode, { noise }),
    (logits) => loss(logits, onehot),
  );
  return { losses, ...seen };
}
