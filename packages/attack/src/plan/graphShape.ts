import { goals, type Goal, type WordOptions } from '@bcos-bench/adversary';
import type { AttackLossName, AttackName, AttackNorm, Threat } from '@bcos-bench/vocabulary';
import type { AttackAim, AttackPlan } from './attackPlan.js';

/**
 * All of a plan that its graphs are made of. The numbers of a plan (radius, steps, options that are numbers) go into a graph as
 * inputs, so that attacks that differ in nothing else share it.
 */
export interface GraphShape {
  readonly attack: AttackName;
  readonly norm: AttackNorm;
  readonly threat: Threat;
  readonly loss: AttackLossName;
  /** The method's options that are words. */
  readonly words: WordOptions;
  readonly goal: keyof typeof goals;
  readonly useBest: boolean;
  readonly stopEarly: boolean;
}

/** The shape of a plan's graphs. */
export function graphShape(plan: AttackPlan): GraphShape {
  const { attack, norm, options, useBest, stopEarly } = plan;
  const words = { 'gradient-scale': options['gradient-scale'] };
  return { attack, norm, words, useBest, stopEarly, ...evaluationShape(plan) };
}

/** All of a shape that a evaluator depends on. */
export type EvaluationShape = Pick<GraphShape, 'threat' | 'loss' | 'goal'>;

/** The shape of a plan's evaluator. */
export function evaluationShape({
  threat,
  loss,
  target,
}: Pick<AttackAim, 'threat' | 'loss' | 'target'>): EvaluationShape {
  return { threat, loss, goal: target === null ? 'untargeted' : 'targeted' };
}

/** What graphs of that shape want. */
export function goalOf({ goal }: Pick<GraphShape, 'goal'>): Goal {
  return goals[goal];
}
