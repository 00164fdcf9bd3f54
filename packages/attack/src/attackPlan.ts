import {
  UsageFault,
  requireWhole,
  type AttackNorm,
  type Epsilon,
  type Threat,
  type TrainingLoss,
} from '@bcos-bench/stage';
import type { AttackLossName } from '@bcos-bench/adversary';

/** An attack as it is run: every choice made. */
export interface AttackPlan {
  readonly norm: AttackNorm;
  readonly eps: Epsilon;
  readonly steps: number;
  /** The length of a step, in units of [0,1]. */
  readonly stepSize: number;
  readonly threat: Threat;
  readonly loss: AttackLossName;
  readonly randomStart: boolean;
  readonly restarts: number;
  readonly seed: number;
}

/** The attack's own form of the loss that a network was trained with. */
const LOSS_OF_TRAINING: Readonly<Record<TrainingLoss, AttackLossName>> = { bce: 'bce', 'cross-entropy': 'ce' };

/** The loss to climb: the one asked for, or for `auto` the one that the network was trained with. */
export function chooseLoss(asked: AttackLossName | 'auto', trainedWith: TrainingLoss): AttackLossName {
  return asked === 'auto' ? LOSS_OF_TRAINING[trainedWith] : asked;
}

/**
 * Checks what the types do not say.
 * @throws UsageFault for a number of steps or restarts that is no whole number above 0, or several restarts that would
 * all begin at the same point
 */
export function checkPlan(plan: AttackPlan): AttackPlan {
  requireWhole('--steps', plan.steps, 1);
  requireWhole('--restarts', plan.restarts, 1);
  if (!(plan.stepSize > 0)) throw new UsageFault({ what: `${plan.stepSize} is not above 0`, where: '--step-size' });
  if (plan.restarts > 1 && !plan.randomStart) {
    throw new UsageFault({
      what: 'restarts without a random start all take the same path',
      where: '--restarts',
      remedy: 'add --random-start',
    });
  }
  return plan;
}
