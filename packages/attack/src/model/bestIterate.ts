import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { GraphShape } from '../plan/graphShape.js';

/** What is known of the iterates [N] that a batch is at. */
interface EvaluatedIterates {
  /** The loss, turned so that higher is better for the attack. */
  readonly score: Tensor1D;
  /** The score of the iterate that is kept so far. */
  readonly before: Tensor1D;
  readonly reached: Tensor1D;
  readonly step: Tensor1D;
  /** The number of steps of the attack, once an image. */
  readonly steps: Tensor1D;
}

/** Which iterate of an image becomes the attacked image. */
export interface BestIterateRule {
  /** Whether the current iterates [N] take the place of those that are kept. */
  readonly prefers: (evaluated: EvaluatedIterates) => Tensor1D;
}

/** `use_best` of the robustness package: the iterate of best loss, start and last included. */
const bestLoss: BestIterateRule = { prefers: ({ score, before }) => tf.greater(score, before) };

/** The last iterate; of several restarts the one of best loss. */
const last: BestIterateRule = {
  prefers: ({ score, before, step, steps }) => tf.logicalAnd(tf.equal(step, steps), tf.greater(score, before)),
};

/** The first iterate that reaches the goal, whatever its loss: the image is done there; without one, as `rule` says. */
const orFirstReached = (rule: BestIterateRule): BestIterateRule => ({
  prefers: (evaluated) => tf.logicalOr(evaluated.reached, rule.prefers(evaluated)),
});

/** The rule of an attack. */
export function bestIterateRuleOf({ useBest, stopEarly }: Pick<GraphShape, 'useBest' | 'stopEarly'>): BestIterateRule {
  const rule = useBest ? bestLoss : last;
  return stopEarly ? orFirstReached(rule) : rule;
}
