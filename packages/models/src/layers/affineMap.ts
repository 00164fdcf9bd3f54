import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';

/** `x * scale + shift`, channel by channel ([C]) or alike for all ([1]); null where there is nothing to do. */
export interface AffineMap {
  readonly scale: Tensor1D | null;
  readonly shift: Tensor1D | null;
}

/** The map that does `first` and then `second`. */
export function composed(first: AffineMap, second: AffineMap): AffineMap {
  return {
    scale: product(first.scale, second.scale),
    shift: sum(product(first.shift, first.shift === null ? null : second.scale), second.shift),
  };
}

/** The map applied to feature maps [N,H,W,C]; differentiable with respect to all three. */
export function applyAffine(x: Tensor4D, { scale, shift }: AffineMap): Tensor4D {
  const scaled = scale === null ? x : tf.mul<Tensor4D>(x, scale);
  return shift === null ? scaled : tf.add<Tensor4D>(scaled, shift);
}

function product(a: Tensor1D | null, b: Tensor1D | null): Tensor1D | null {
  return a === null || b === null ? (a ?? b) : tf.mul<Tensor1D>(a, b);
}

function sum(a: Tensor1D | null, b: Tensor1D | null): Tensor1D | null {
  return a === null || b === null ? (a ?? b) : tf.add<Tensor1D>(a, b);
}
