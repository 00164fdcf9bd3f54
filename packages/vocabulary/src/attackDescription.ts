import type { AttackLossName } from './attackLosses.js';
import type { AttackNorm } from './attackNorm.js';
import type { AttackOptionName, AttackOptions } from './attackOptionsSchema.js';
import type { Epsilon } from './epsilon.js';

/** The value of an option that the user does not give. */
export interface OptionDefault<Value> {
  readonly of: (eps: Epsilon, steps: number) => Value;
  /** The same in words. */
  readonly text: string;
}

/** What a method of attack is called, where it comes from, and what can be chosen. `adversary` has its computation. */
export interface AttackDescription {
  /** What people call it. */
  readonly title: string;
  readonly summary: string;
  /** The paper. */
  readonly source: string;
  /** The norms that it has. */
  readonly norms: readonly AttackNorm[];
  /** What it looks for: the iterate of highest loss within the radius, or the nearest one that reaches the goal, wherever its iterates go. */
  readonly finds: 'highest loss' | 'nearest';
  /** The number of steps where it is fixed, else null. */
  readonly steps: number | null;
  /** The number of steps unless the user says otherwise. */
  readonly usualSteps: number;
  /** The loss that it follows whatever the network, or null where the user chooses it. */
  readonly loss: AttackLossName | null;
  /**
   * What it aims at: what the user says, the likeliest wrong classes one after the other, each success at any wrong class, or whichever wrong
   * class it finds nearest; or at no class but at the contribution map.
   */
  readonly aims: 'as asked' | 'ranked classes' | 'any wrong class' | 'explanation';
  /** Which iterate is kept unless the user says otherwise: the one of best loss, or the last. */
  readonly keeps: 'best' | 'last';
  /** Whether adversarial training can use it. */
  readonly trains: boolean;
  /** Its options, each with the value that it has unless the user gives one. */
  readonly options: {
    readonly [Name in AttackOptionName]?: OptionDefault<AttackOptions[Name]>;
  };
}

/** A number that depends on nothing. */
export const constant = (value: number): OptionDefault<number> => ({ of: () => value, text: String(value) });
