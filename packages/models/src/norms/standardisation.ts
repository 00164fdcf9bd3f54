import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { AffineMap } from '../layers/affineMap.js';
import type { Region } from './region.js';

/** Added to a variance before its root unless a norm is given another number, as in PyTorch and `bcos`. */
export const NORM_EPSILON = 1e-5;

/**
 * Learns of the moments of which running ones are kept, one number for each region, before they are disposed of; `mean` is null
 * where there is no use for a running mean.
 */
export type ObserveMoments = (mean: Tensor1D | null, variance: Tensor1D) => void;

/** A way to bring feature maps [N,H,W,C] to variance 1: with their mean taken out, or without. */
export interface Standardisation {
  /** By the feature maps' own moments, through which the gradient flows. */
  readonly byOwnMoments: (x: Tensor4D, region: Region, observe: ObserveMoments, epsilon?: number) => Tensor4D;
  /** The same value, with the variance as a constant to the gradient: what explanation mode asks for. */
  readonly byOwnMomentsDetached: (x: Tensor4D, region: Region, epsilon?: number) => Tensor4D;
  /** By running moments [C] or [1]: a map that is linear in the feature maps. */
  readonly byRunningMoments: (mean: Tensor1D, variance: Tensor1D) => AffineMap;
}
