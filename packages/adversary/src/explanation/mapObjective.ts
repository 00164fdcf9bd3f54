import type { Tensor1D, Tensor3D } from '@tensorflow/tfjs-core';

/** The contribution maps that a map is compared with: [N,rows,columns]. */
export type GivenMaps = Readonly<{
  /** Those of the clean images, of the class predicted for them. */
  clean: Tensor3D;
  /** What the objective takes besides: see `MapGoal`. */
  wanted: Tensor3D;
}>;

/** What an attack on an explanation wants of the contribution map, and of the prediction. */
export interface MapObjective {
  /** Whether the prediction for the clean image must stay, with its probability within a bound, or become another. */
  readonly prediction: 'kept' | 'changed';
  /**
   * How near [N] maps [N,rows,columns] are to the goal, between -1 and 2; higher is better. Differentiable. The map is that of the class
   * predicted for the clean image, or where the prediction must change that of the likeliest other class.
   */
  readonly reached: (maps: Tensor3D, given: GivenMaps) => Tensor1D;
}
