import {
  UsageFault,
  requireOwnSteps,
  requireWhole,
  type AttackLossName,
  type AttackName,
  type AttackNorm,
  type AttackOptionValues,
  type Epsilon,
  type Threat,
} from '@bcos-bench/vocabulary';
import type { TrainingLoss } from '@bcos-bench/formats';
import { attackLosses, attackMethods } from '@bcos-bench/adversary';
import type { TargetRule } from './targetRule.js';

/** An attack as it is run: every choice made. */
export interface AttackPlan {
  readonly attack: AttackName;
  readonly norm: AttackNorm;
  readonly eps: Epsilon;
  readonly steps: number;
  /** The options of the method: all that it has, and no other. */
  readonly options: AttackOptionValues;
  readonly threat: Threat;
  readonly loss: AttackLossName;
  /** How each picture's target class is chosen; null for an untargeted attack. */
  readonly target: TargetRule | null;
  /** The class of the rule `given`, else null. */
  readonly targetClass: number | null;
  readonly randomStart: boolean;
  readonly restarts: number;
  /** Whether the iterate of best loss is kept; else it is the last of each restart. */
  readonly useBest: boolean;
  /** Whether a picture is done as soon as an iterate of it reaches the goal, which then is the one that is kept. */
  readonly stopEarly: boolean;
  readonly seed: number;
}

/** All of a plan that a picture's target and its verdict before the attack depend on. */
export type AttackAim = Pick<AttackPlan, 'threat' | 'loss' | 'target' | 'targetClass' | 'seed'>;

/** The attack's own form of the loss that a network was trained with. */
const LOSS_OF_TRAINING: Readonly<Record<TrainingLoss, AttackLossName>> = { bce: 'bce', 'cross-entropy': 'ce' };

/** The loss to follow: the one asked for, or for `auto` the one that the network was trained with. */
export function chooseLoss(asked: AttackLossName | 'auto', trainedWith: TrainingLoss): AttackLossName {
  return asked === 'auto' ? LOSS_OF_TRAINING[trainedWith] : asked;
}

/**
 * Checks what the types do not say.
 * @throws UsageFault for a number of steps or restarts that is no whole number above 0, several restarts that would all begin
 * at the same point, a flag that the attack has no use for, a target that is no class, or a loss that needs more classes
 */
export function checkPlan(plan: AttackPlan, classes: number): AttackPlan {
  requireWhole('--steps', plan.steps, 1);
  requireWhole('--restarts', plan.restarts, 1);
  checkMethod(plan);
  checkTarget(plan, classes);
  const form = plan.target === null ? 'away' : 'towards';
  const needed = attackLosses[plan.loss].classes[form];
  if (classes < needed) {
    const remedy = 'choose another loss';
    throw new UsageFault({ what: `${plan.loss} needs ${needed} classes, not ${classes}`, where: '--loss', remedy });
  }
  return plan;
}

function checkMethod({ attack, steps, restarts, randomStart }: AttackPlan): void {
  requireOwnSteps(attack, steps, '--steps');
  if (restarts > 1 && !randomStart && !attackMethods[attack].noise) {
    throw new UsageFault({
      what: 'restarts without a random start all take the same path',
      where: '--restarts',
      remedy: 'add --random-start',
    });
  }
}

function checkTarget({ target, targetClass }: AttackPlan, classes: number): void {
  if ((target === 'given') !== (targetClass !== null)) {
    const what = 'goes with --targeted given, and the other way round';
    throw new UsageFault({ what, where: '--target-class', remedy: 'give both or neither' });
  }
  if (targetClass === null) return;
  requireWhole('--target-class', targetClass, 0);
  if (targetClass >= classes) {
    const remedy = `write a number from 0 to ${classes - 1}`;
    throw new UsageFault({ what: `there is no class ${targetClass}`, where: '--target-class', remedy });
  }
}
