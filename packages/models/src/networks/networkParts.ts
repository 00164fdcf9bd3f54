import { sequential, type Layer } from '../layer.js';
import { batchNormedConv } from '../layers/batchNormedConv.js';
import { batchNormLayer } from '../layers/batchNormLayer.js';
import { bcosConvLayer, type BcosParameters } from '../layers/bcosConvLayer.js';
import { convLayer } from '../layers/convLayer.js';
import { reluLayer } from '../layers/reluLayer.js';
import { normLayer, type NormKind } from '../norms/norm.js';
import type { GroupedGeometry } from '../ops/convGeometry.js';

/** What a network is put together from, whatever its shape. */
export interface NetworkParts {
  readonly conv: (name: string, inputs: number, outputs: number, geometry: GroupedGeometry) => Layer;
  readonly norm: (name: string, channels: number) => Layer;
  /** A convolution to `channels` channels, and the norm `name` after it. */
  readonly withNorm: (conv: Layer, name: string, channels: number) => Layer;
  readonly activation: Layer;
}

/** What tells one B-cos network of a shape from another. */
export interface BcosOptions extends BcosParameters {
  readonly norm: NormKind;
}

/** B-cos convolutions, the norm that is asked for, and no activation. */
export function bcosParts({ norm, ...parameters }: BcosOptions): NetworkParts {
  return {
    conv: (name, inputs, outputs, geometry) => bcosConvLayer(name, inputs, outputs, geometry, parameters),
    norm: (name, channels) => normLayer(norm, name, channels),
    withNorm: (conv, name, channels) => sequential([conv, normLayer(norm, name, channels)]),
    activation: sequential([]),
  };
}

/** Convolutions without biases, BatchNorm and ReLU. */
export const ordinaryParts: NetworkParts = {
  conv: convLayer,
  norm: batchNormLayer,
  withNorm: batchNormedConv,
  activation: reluLayer,
};
