import { goals, type Goal, type WordOptions } from '@bcos-bench/adversary';
import {
  attackDescription,
  type AttackLossName,
  type AttackNorm,
  type MethodName,
  type Threat,
} from '@bcos-bench/vocabulary';
import type { AttackAim } from './attackPlan.js';
import type { MethodPlan } from './methodPlan.js';

/**
 * All of a plan that its graphs are made of. The numbers of a plan (radius, steps, options that are numbers) go into a graph as
 * inputs, so that attacks that differ in nothing else share it.
 */
export interface GraphShape {
  readonly attack: MethodName;
  readonly norm: AttackNorm;
  readonly threat: Threat;
  readonly loss: AttackLossName;
  readonly rescale: boolean;
  /** The method's options that are words. */
  readonly words: WordOptions;
  readonly goal: keyof typeof goals;
  readonly useBest: boolean;
  readonly stopEarly: boolean;
  /** What the gradient goes through where it is not the true one. */
  readonly through?: 'explanation';
}

/** The shape of a plan's graphs. */
export function graphShape(plan: MethodPlan): GraphShape {
  const { attack, norm, options, useBest, stopEarly, through } = plan;
  const words = { 'gradient-scale': options['gradient-scale'] };
  const gradient = through === undefined ? {} : { through };
  const shape = { attack, norm, words, useBest, stopEarly, ...gradient, ...evaluationShape(plan) };
  return attackDescription(attack).aims === 'ranked classes' ? { ...shape, goal: 'ranked' } : shape;
}

/** All of a shape that an evaluator depends on. */
export type EvaluationShape = Pick<GraphShape, 'threat' | 'loss' | 'rescale' | 'goal'>;

/** The shape of a plan's evaluator. */
export function evaluationShape({
  threat,
  loss,
  rescale,
  target,
}: Pick<AttackAim, 'threat' | 'loss' | 'rescale' | 'target'>): EvaluationShape {
  return { threat, loss, rescale, goal: target === null ? 'untargeted' : 'targeted' };
}

/** What graphs of that shape want. */
export function goalOf({ goal }: Pick<GraphShape, 'goal'>): Goal {
  return goals[goal];
}
