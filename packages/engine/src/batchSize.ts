/**
 * Every batch that a network sees has a multiple of this number of images. The ops that go number by number compute eight at a time,
 * and round differently in what is left over, so that the last images of another batch would get other bits. The ops that sum
 * (`WindowConv`, `WinogradConv`) give an image the same bits in any batch.
 */
export const BATCH_UNIT = 8;

/** The smallest size that is allowed for `images` at a time. */
export function batchSizeFor(images: number): number {
  return Math.max(1, Math.ceil(images / BATCH_UNIT)) * BATCH_UNIT;
}

/** The size that a batch shrinks to when no more than `images` of its places are in use: halves, as long as they are allowed. */
export function shrunkSize(size: number, images: number): number {
  const half = batchSizeFor(size / 2);
  return half < size && images <= half ? shrunkSize(half, images) : size;
}
