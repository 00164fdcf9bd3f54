import {
  attackDescription,
  attackOptionsOf,
  requireOwnSteps,
  type MethodName,
  type AttackNorm,
  type AttackOptionValues,
  type Epsilon,
  type Threat,
} from '@bcos-bench/vocabulary';
import type { Recipe } from '../recipe.js';
import type { Moment } from '../schedules/schedule.js';
import { parseTrainingAttack } from './trainingAttackName.js';

/** The attack of adversarial training with every choice made. */
export interface TrainingAttackPlan {
  readonly norm: AttackNorm;
  readonly eps: Epsilon;
  readonly steps: number;
  readonly method: MethodName;
  /** The options of the method. */
  readonly options: AttackOptionValues;
  readonly threat: Threat;
  readonly start: Recipe['adversarialStart'];
  readonly keep: Recipe['adversarialKeep'];
}

/** The attack that a recipe asks for, or null. @throws UsageFault where the method has another number of steps */
export function trainingAttackPlan(recipe: Recipe): TrainingAttackPlan | null {
  const attack = parseTrainingAttack(recipe.adversarial);
  if (attack === null) return null;
  const { eps, steps } = attack;
  requireOwnSteps(recipe.adversarialAttack, steps, '--adversarial');
  return {
    ...attack,
    method: recipe.adversarialAttack,
    options: optionsOf(recipe, eps, steps),
    threat: recipe.adversarialThreat,
    start: recipe.adversarialStart,
    keep: recipe.adversarialKeep,
  };
}

/** The options of a recipe's method: its own values, and the step size of the recipe where the method has one. */
function optionsOf(
  { adversarialAttack: attack, adversarialStep }: Recipe,
  eps: Epsilon,
  steps: number,
): AttackOptionValues {
  const hasStep = attackDescription(attack).options['step-size'] !== undefined;
  const given = adversarialStep === null || !hasStep ? {} : { 'step-size': adversarialStep * eps };
  return attackOptionsOf({ attack, eps, steps }, given, () => '--adversarial-step');
}

/** The share of eps that the attack has in a step: it grows evenly over the warm-up's steps and is 1 after them. */
export function attackStrength({ adversarialWarmup }: Recipe, { epoch, step, stepsPerEpoch }: Moment): number {
  return Math.min(1, (epoch * stepsPerEpoch + step + 1) / (adversarialWarmup * stepsPerEpoch + 1));
}
