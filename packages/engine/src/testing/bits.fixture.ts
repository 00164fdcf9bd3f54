import type { Tensor } from '@tensorflow/tfjs-core';

/** Type, shape and every bit of a tensor's values, so that NaN, -0 and the last place count in a comparison. */
export function bitsOf(tensor: Tensor): { dtype: string; shape: number[]; hex: string } {
  const { buffer, byteOffset, byteLength } = tensor.dataSync();
  return { dtype: tensor.dtype, shape: tensor.shape, hex: Buffer.from(buffer, byteOffset, byteLength).toString('hex') };
}
