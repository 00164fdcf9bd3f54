/** Images with their labels; `ImageRows` of a data set are some. */
export interface RowsToAttack {
  /** The number of each image in its split. */
  readonly index: Int32Array;
  readonly labels: Int32Array;
  /** The image (row, column, channel) at a place of `index`: bytes, or numbers in [0,1]. */
  readonly image: (place: number) => Uint8Array | Float32Array;
}
