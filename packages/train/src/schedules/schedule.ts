import type { Recipe } from '../recipe.js';

/** A place in a training: both counts begin at 0. */
export interface Moment {
  readonly epoch: number;
  /** The step within the epoch. */
  readonly step: number;
  readonly stepsPerEpoch: number;
}

/** How the learning rate goes over a training. */
export interface Schedule {
  /** The fields of a recipe that mean something to it, beside the learning rate and the epochs. */
  readonly uses: readonly (keyof Recipe)[];
  /** The share of the recipe's learning rate that a step has. */
  readonly share: (recipe: Recipe, moment: Moment) => number;
}
