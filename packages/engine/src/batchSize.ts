import { processorFlags, vectorFamily } from './machine/vectorFamily.js';

/**
 * Every batch that a network sees has a multiple of this number of images. The matrix kernels of TensorFlow compute rows in groups, and
 * add in another order in a group that is not full, so that an image would get other bits in another batch. The groups have 8 rows with
 * AVX-512 and 6 with AVX2; 24 is a multiple of these and of the 12 and 4 of other processors. (Measured: with AVX-512 all multiples of 8
 * agree in every bit, and with AVX2 all multiples of 24, while 8, 16 and 32 do not.)
 */
export const BATCH_UNIT = vectorFamily(processorFlags()) === 'avx512' ? 8 : 24;

/** The smallest size that is allowed for `images` at a time. */
export function batchSizeFor(images: number): number {
  return Math.max(1, Math.ceil(images / BATCH_UNIT)) * BATCH_UNIT;
}

/** The size that a batch shrinks to when no more than `images` of its places are in use: halves, as long as they are allowed. */
export function shrunkSize(size: number, images: number): number {
  const half = batchSizeFor(size / 2);
  return half < size && images <= half ? shrunkSize(half, images) : size;
}
