import { attackLosses } from '@bcos-bench/adversary';
import { attackDescription } from '@bcos-bench/vocabulary';
import type { AttackPlan } from './attackPlan.js';

/** The fewest classes for which the loss of an attack is defined, in the form that the attack follows. */
export function fewestClasses({ attack, loss, target }: Pick<AttackPlan, 'attack' | 'loss' | 'target'>): number {
  const isTowards = target !== null || attackDescription(attack).aims === 'ranked classes';
  return attackLosses[loss].classes[isTowards ? 'towards' : 'away'];
}
