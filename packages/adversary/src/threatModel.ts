import type { Tensor4D } from '@tensorflow/tfjs-core';
import { encode, type Network } from '@bcos-bench/models';
import type { Threat } from '@bcos-bench/vocabulary';

/** What an adversary may move, and how a network sees it. */
export interface ThreatModel {
  /** Channels of the attacked tensor. */
  readonly channels: (network: Network) => number;
  /** The attacked tensor's start for pictures [N,rows,columns,channels] in [0,1]. */
  readonly attacked: (pictures: Tensor4D, network: Network) => Tensor4D;
  /** The network's input for an attacked tensor. */
  readonly input: (attacked: Tensor4D, network: Network) => Tensor4D;
}

/** All channels of the encoded input move freely, as in the article: inverse channels no longer are inverses. */
const encoded: ThreatModel = {
  channels: (network) => network.channels,
  attacked: (pictures, network) => encode(pictures, network.encoding),
  input: (attacked) => attacked,
};

/** The channels of the image move, and the result is encoded: what an adversary of flesh and blood can do. */
const pixel: ThreatModel = {
  channels: (network) => network.imageChannels,
  attacked: (pictures) => pictures,
  input: (attacked, network) => encode(attacked, network.encoding),
};

/** The threat models by name. */
export const threatModels: Readonly<Record<Threat, ThreatModel>> = { encoded, pixel };
