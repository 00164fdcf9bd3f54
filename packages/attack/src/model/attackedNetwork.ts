import { threatModels } from '@bcos-bench/adversary';
import type { Engine } from '@bcos-bench/engine';
import type { Network, Weights } from '@bcos-bench/models';
import { withChannels, type ImageShape, type TensorShape, type Threat } from '@bcos-bench/vocabulary';

/** A network that is attacked, and what computes it. */
export interface AttackedNetwork {
  readonly engine: Engine;
  readonly network: Network;
  readonly weights: Weights;
  readonly classes: number;
  /** Of the images that are attacked. */
  readonly shape: ImageShape;
}

/** The shape of what the network takes for an image. */
export function inputShape({ network, shape }: Pick<AttackedNetwork, 'network' | 'shape'>): TensorShape {
  return withChannels(shape, network.channels);
}

/** The shape of an image in the attacked space. */
export function attackedShape(
  { network, shape }: Pick<AttackedNetwork, 'network' | 'shape'>,
  { threat }: { readonly threat: Threat },
): TensorShape {
  return withChannels(shape, threatModels[threat].channels(network));
}
