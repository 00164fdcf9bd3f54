import { goals, type AttackLossName, type Goal } from '@bcos-bench/adversary';
import type { AttackNorm, Threat } from '@bcos-bench/stage';
import type { AttackAim, AttackPlan } from './attackPlan.js';

/**
 * All of a plan that its graphs are made of. The numbers of a plan (radius, length of a step, steps) go into a graph as inputs, so
 * that attacks that differ in nothing else share it.
 */
export interface GraphShape {
  readonly norm: AttackNorm;
  readonly threat: Threat;
  readonly loss: AttackLossName;
  readonly decay: number | null;
  readonly goal: keyof typeof goals;
  readonly useBest: boolean;
  readonly stopEarly: boolean;
}

/** The shape of a plan's graphs. */
export function graphShape(plan: AttackPlan): GraphShape {
  const { norm, decay, useBest, stopEarly } = plan;
  return { norm, decay, useBest, stopEarly, ...judgementShape(plan) };
}

/** All of a shape that a judgement depends on. */
export type JudgementShape = Pick<GraphShape, 'threat' | 'loss' | 'goal'>;

/** The shape of a plan's judgement. */
export function judgementShape({
  threat,
  loss,
  target,
}: Pick<AttackAim, 'threat' | 'loss' | 'target'>): JudgementShape {
  return { threat, loss, goal: target === null ? 'untargeted' : 'targeted' };
}

/** What graphs of that shape want. */
export function goalOf({ goal }: Pick<GraphShape, 'goal'>): Goal {
  return goals[goal];
}
