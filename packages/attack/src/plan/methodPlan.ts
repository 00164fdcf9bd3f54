import { attackDescription, isEnsembleName, type MethodName } from '@bcos-bench/vocabulary';
import type { Network } from '@bcos-bench/models';
import type { AttackPlan } from './attackPlan.js';

/** The plan of an attack that has a computation of its own: any but an ensemble. */
export interface MethodPlan extends AttackPlan {
  readonly attack: MethodName;
}

/** Whether an attack is no ensemble. */
export function isMethodPlan(plan: AttackPlan): plan is MethodPlan {
  return !isEnsembleName(plan.attack);
}

/** A plan as it is for a network: one that draws nothing is looked at once, however often is asked. */
export function planFor<Plan extends AttackPlan>(
  { draws }: Pick<Network, 'draws'>,
  { eot, ...plan }: Plan,
): Omit<Plan, 'eot'> & Pick<AttackPlan, 'eot'> {
  return draws && eot !== undefined ? { ...plan, eot } : plan;
}

/** How often an attack begins: once for each restart, and again for each target class where it aims at several. */
export function roundsOf({ restarts, options }: MethodPlan): number {
  return restarts * (options.targets ?? 1);
}

/** The restart that a round belongs to: each has one round for each target class. */
export function restartOf({ options }: MethodPlan, round: number): number {
  return Math.floor(round / (options.targets ?? 1));
}

/** The rank among the wrong classes of the class that a round aims at, the likeliest first; null where all rounds aim at the plan's. */
export function targetRank({ attack, options }: MethodPlan, round: number): number | null {
  return attackDescription(attack).aims === 'ranked classes' ? round % (options.targets ?? 1) : null;
}
