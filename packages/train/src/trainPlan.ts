import { attackDescription } from '@bcos-bench/vocabulary';
import type { TrainingLoss } from '@bcos-bench/formats';
import { trainingAttackPlan, type TrainingAttackPlan } from './adversarial/trainingAttackPlan.js';
import { criteria } from './criterion.js';
import { gradientClips } from './gradientClip.js';
import { optimisers } from './optimisers/registry.js';
import type { CriterionName, Recipe } from './recipe.js';
import { schedules } from './schedules/registry.js';
import type { Moment } from './schedules/schedule.js';

/** A training as it is run: a recipe with every choice made, and the seed of its random numbers. */
export interface TrainPlan {
  readonly recipe: Recipe;
  readonly loss: CriterionName;
  readonly attack: TrainingAttackPlan | null;
  readonly seed: number;
}

/**
 * The plan of a recipe.
 * @param usualLoss the architecture's own loss, for recipes that leave it open
 */
export function planOf(recipe: Recipe, usualLoss: TrainingLoss, seed: number): TrainPlan {
  return { recipe, loss: recipe.loss ?? usualLoss, attack: trainingAttackPlan(recipe), seed };
}

/** The learning rate of a step. */
export function learningRate({ recipe }: TrainPlan, moment: Moment): number {
  return recipe.lr * schedules[recipe.schedule].share(recipe, moment);
}

/** What was asked for, as a checkpoint keeps it: the fields of the recipe that mean something to its other choices. */
export function planParameters({ recipe, loss, seed }: TrainPlan): Record<string, unknown> {
  const used = new Set<string>(usedFields({ ...recipe, loss }));
  const fields = Object.entries({ ...recipe, loss }).filter(([field]) => used.has(field));
  return { ...Object.fromEntries(fields.map(([field, value]) => [field, readable(value)])), seed };
}

function readable(value: unknown): unknown {
  return Array.isArray(value) ? value.join(', ') || 'none' : value;
}

const ALWAYS = ['epochs', 'batch', 'lr', 'optimiser', 'schedule', 'loss', 'clip', 'emaDecay', 'augmentation'] as const;
const ATTACK = [
  'adversarialStep',
  'adversarialThreat',
  'adversarialStart',
  'adversarialKeep',
  'adversarialWarmup',
] as const;

/** PGD, the usual method, is not written down: checkpoints of before methods could be chosen stay the same bytes. */
function attackFields({ adversarialAttack }: Recipe): (keyof Recipe)[] {
  const method = adversarialAttack === 'pgd' ? [] : (['adversarialAttack'] as const);
  const step = attackDescription(adversarialAttack).options['step-size'] === undefined ? 'adversarialStep' : null;
  return [...method, ...ATTACK.filter((field) => field !== step)];
}

/** The fields that mean something, given the recipe's other choices. */
export function usedFields(recipe: Recipe): (keyof Recipe)[] {
  return [
    ...ALWAYS,
    ...optimisers[recipe.optimiser].uses,
    ...schedules[recipe.schedule].uses,
    ...(recipe.loss === null ? [] : criteria[recipe.loss].uses),
    ...gradientClips[recipe.clip].uses,
    ...(recipe.emaDecay > 0 ? (['emaEvery'] as const) : []),
    ...(recipe.augmentation.includes('cutout') ? (['cutoutSide'] as const) : []),
    'adversarial',
    ...(recipe.adversarial === 'none' ? [] : attackFields(recipe)),
  ];
}
