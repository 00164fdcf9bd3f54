import { usualStepSize } from '@bcos-bench/adversary';
import type { AttackNorm, Epsilon, Threat } from '@bcos-bench/stage';
import type { Recipe } from '../recipe.js';
import type { Moment } from '../schedules/schedule.js';
import { parseTrainingAttack } from './trainingAttackName.js';

/** The attack of adversarial training with every choice made. */
export interface TrainingAttackPlan {
  readonly norm: AttackNorm;
  readonly eps: Epsilon;
  readonly steps: number;
  /** In the unit of pictures, [0,1]. */
  readonly stepSize: number;
  readonly threat: Threat;
  readonly start: Recipe['adversarialStart'];
  readonly keep: Recipe['adversarialKeep'];
}

/** The attack that a recipe asks for, or null. */
export function trainingAttackPlan(recipe: Recipe): TrainingAttackPlan | null {
  const attack = parseTrainingAttack(recipe.adversarial);
  if (attack === null) return null;
  const { eps, steps } = attack;
  return {
    ...attack,
    stepSize: recipe.adversarialStep === null ? usualStepSize(eps, steps) : recipe.adversarialStep * eps,
    threat: recipe.adversarialThreat,
    start: recipe.adversarialStart,
    keep: recipe.adversarialKeep,
  };
}

/** The share of eps that the attack has in a step: it grows evenly over the warm-up's steps and is 1 after them. */
export function attackStrength({ adversarialWarmup }: Recipe, { epoch, step, stepsPerEpoch }: Moment): number {
  return Math.min(1, (epoch * stepsPerEpoch + step + 1) / (adversarialWarmup * stepsPerEpoch + 1));
}
