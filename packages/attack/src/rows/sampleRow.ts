import type { AttackSample } from '@bcos-bench/formats';
import type { AttackPlan } from '../plan/attackPlan.js';
import type { Attacked, ImageEvaluation } from '../plan/task.js';
import type { Distances } from './verification.js';

/**
 * The row of an attacked image. Prediction and loss are those of the final image, evaluated again.
 * @param rounded the evaluation of the final image as a file of 8 bits holds it; null where it is not asked for
 */
export function sampleRow(
  { task, step, restart, firstReached, firstGradient, brokenBy, queries, gradients }: Attacked,
  final: ImageEvaluation,
  rounded: ImageEvaluation | null,
  { target: rule, norm }: AttackPlan,
  distances: Distances,
): AttackSample {
  const { index, label, target, clean } = task;
  return {
    index,
    label,
    target: rule === null ? null : target,
    clean_pred: clean.prediction,
    clean_loss: clean.loss,
    clean_logits: [...clean.logits],
    adv_pred: final.prediction,
    adv_loss: final.loss,
    adv_logits: [...final.logits],
    success: rule === null ? final.prediction !== label : final.prediction === target,
    best_step: step,
    first_success_step: firstReached,
    zero_gradient: firstGradient?.isZero ?? null,
    gradient_norm: firstGradient?.norm ?? null,
    linf: distances.linf,
    l2: distances.l2,
    restart,
    broken_by: brokenBy,
    queries,
    gradients,
    ...(rounded === null ? {} : { rounded_pred: rounded.prediction }),
    ...(norm === 'l1' && { l1: distances.l1 }),
  };
}
