import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { Recipe } from '../recipe.js';

/** Tensors of one weight that an optimiser keeps from step to step, by the slot's name, such as `momentum`. */
export type Slots = Readonly<Record<string, Tensor>>;

/** How gradients move weights: a formula on tensors, and numbers that change from step to step. */
export interface Optimiser {
  /** The fields of a recipe that mean something to it, beside the learning rate. */
  readonly uses: readonly (keyof Recipe)[];
  /** The names of what it keeps for each weight; all begin as zeros. */
  readonly slots: readonly string[];
  /**
   * The numbers of one step, which a traced graph takes as inputs.
   * @param step counted from 1 at the beginning of the training
   */
  readonly scalars: (recipe: Recipe, learningRate: number, step: number) => Readonly<Record<string, number>>;
  /** One weight and its slots after a step. */
  readonly update: (
    recipe: Recipe,
    weight: Tensor,
    gradient: Tensor,
    slots: Slots,
    scalars: Readonly<Record<string, Scalar>>,
  ) => { readonly weight: Tensor; readonly slots: Slots };
}

/** The tensor of that name. @throws RangeError where there is none */
export function named<T extends Tensor>(tensors: Readonly<Record<string, T>>, name: string): T {
  const tensor = tensors[name];
  if (tensor === undefined) throw new RangeError(`no tensor is named ${name}`);
  return tensor;
}
