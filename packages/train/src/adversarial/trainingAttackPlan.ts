import {
  UsageFault,
  attackDescription,
  attackOptionValuesSchema,
  type AttackName,
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
  readonly method: AttackName;
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
  const fixed = attackDescription(recipe.adversarialAttack).steps;
  if (fixed !== null && steps !== fixed) {
    const what = `${recipe.adversarialAttack} has ${fixed} step, not ${steps}`;
    throw new UsageFault({ what, where: '--adversarial', remedy: `write ${fixed} for the number of steps` });
  }
  return {
    ...attack,
    method: recipe.adversarialAttack,
    options: optionsOf(recipe, eps, steps),
    threat: recipe.adversarialThreat,
    start: recipe.adversarialStart,
    keep: recipe.adversarialKeep,
  };
}

/** The options of a recipe's method: its own values, and the step size of the recipe. */
function optionsOf({ adversarialAttack, adversarialStep }: Recipe, eps: Epsilon, steps: number): AttackOptionValues {
  const { options } = attackDescription(adversarialAttack);
  const own = Object.entries(options).map(([name, option]) => [name, option.of(eps, steps)] as const);
  const stepSize = adversarialStep === null ? {} : { 'step-size': adversarialStep * eps };
  return attackOptionValuesSchema.parse({ ...Object.fromEntries(own), ...stepSize });
}

/** The share of eps that the attack has in a step: it grows evenly over the warm-up's steps and is 1 after them. */
export function attackStrength({ adversarialWarmup }: Recipe, { epoch, step, stepsPerEpoch }: Moment): number {
  return Math.min(1, (epoch * stepsPerEpoch + step + 1) / (adversarialWarmup * stepsPerEpoch + 1));
}
