/**
 * Every batch that a network sees has a multiple of so many pictures. Convolutions of TensorFlow add in another order for other
 * sizes (measured: all sizes below 8 and odd ones differ from each other, multiples of 8 agree in every bit), so that this is
 * what makes the results of a picture the same bytes whatever `--batch` is.
 */
export const BATCH_UNIT = 8;

/** The smallest size that is allowed for `pictures` at a time. */
export function batchSizeFor(pictures: number): number {
  return Math.max(1, Math.ceil(pictures / BATCH_UNIT)) * BATCH_UNIT;
}

/** The size that a batch shrinks to when no more than `pictures` of its places are in use: halves, as long as they are allowed. */
export function shrunkSize(size: number, pictures: number): number {
  const half = batchSizeFor(size / 2);
  return half < size && pictures <= half ? shrunkSize(half, pictures) : size;
}
