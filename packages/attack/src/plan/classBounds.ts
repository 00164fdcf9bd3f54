import { attackLosses, attackMethods } from '@bcos-bench/adversary';
import { attackDescription, type MethodName } from '@bcos-bench/vocabulary';
import type { AttackPlan } from './attackPlan.js';

/** So many classes are the most for a method that takes a gradient for each of them: its graph holds all. */
const MOST_GRADIENTS = 100;

/** The fewest classes for which the loss of an attack is defined, in the form that the attack follows. */
export function fewestClasses({ attack, loss, target }: Pick<AttackPlan, 'attack' | 'loss' | 'target'>): number {
  const isTowards = target !== null || attackDescription(attack).aims === 'ranked classes';
  return attackLosses[loss].classes[isTowards ? 'towards' : 'away'];
}

/** The most classes that a method can have. */
export function mostClasses(attack: MethodName): number {
  return attackMethods[attack].needs === 'all gradients' ? MOST_GRADIENTS : Infinity;
}
