/** What an attack on the explanation of one image is given. */
export interface ExplanationTask {
  /** The probability of the class predicted for the clean image (softmax), and by how much it may change. */
  readonly probability: number;
  readonly confidence: number;
  /** The contribution map of the clean image, of that class: [rows,columns]. */
  readonly map: Float32Array;
  /** What the objective takes besides: a map, or the mask of a region; zeros where it takes nothing. */
  readonly wanted: Float32Array;
}
