/** An image as bytes of row, column, channel. */
export interface PlainImage {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly columns: number;
  readonly channels: 1 | 3;
}

/**
 * Corrupts an image.
 * @param strength in the unit of its description
 * @param normal numbers of the standard normal distribution, of this image alone
 * @returns its bytes; as in CIFAR-10-C, fractions of a level are cut off
 */
export type Corruption = (
  image: PlainImage,
  strength: number,
  normal: () => number,
) => Uint8Array | Promise<Uint8Array>;
