import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { trainingLosses, type Loss } from '@bcos-bench/models';
import type { TrainingLoss } from '@bcos-bench/formats';
import type { CriterionName, Recipe } from './recipe.js';

/** What training minimises: a loss, and the targets that it is given instead of the one-hot labels. */
export interface Criterion {
  /** The loss that evaluations and attacks use for a network so trained. */
  readonly loss: TrainingLoss;
  /** The fields of a recipe that mean something to it. */
  readonly uses: readonly (keyof Recipe)[];
  /** Targets [N,C] of one-hot labels [N,C]. */
  readonly targets: (recipe: Recipe, onehot: Tensor2D) => Tensor2D;
}

/** The labels with a share of them spread over all classes (Szegedy et al. 2016), as `torch.nn.CrossEntropyLoss` does it. */
const smoothed: Criterion['targets'] = ({ labelSmoothing }, onehot) =>
  labelSmoothing === 0
    ? onehot
    : tf.add(tf.mul<Tensor2D>(onehot, 1 - labelSmoothing), labelSmoothing / onehot.shape[1]);

/** Wrong classes have 1/C instead of 0: `UniformOffLabelsBCEWithLogitsLoss` of `bcos.modules.losses`. */
const uniformOffLabels: Criterion['targets'] = (_recipe, onehot) => tf.maximum(onehot, 1 / onehot.shape[1]);

/** Every criterion by name. */
export const criteria: Readonly<Record<CriterionName, Criterion>> = {
  bce: { loss: 'bce', uses: ['labelSmoothing'], targets: smoothed },
  'bce-uniform': { loss: 'bce', uses: [], targets: uniformOffLabels },
  'cross-entropy': { loss: 'cross-entropy', uses: ['labelSmoothing'], targets: smoothed },
};

/** The loss an image that training minimises. */
export function criterionLoss(name: CriterionName, recipe: Recipe): Loss {
  const { loss, targets } = criteria[name];
  return (logits, onehot) => trainingLosses[loss](logits, targets(recipe, onehot));
}
