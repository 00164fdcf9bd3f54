import type {
  AttackLossName,
  AttackName,
  AttackNorm,
  AttackOptionValues,
  Epsilon,
  Threat,
} from '@bcos-bench/vocabulary';
import type { TargetRule } from './targetRule.js';

/** An attack as it is run: every choice made. */
export interface AttackPlan {
  readonly attack: AttackName;
  readonly norm: AttackNorm;
  readonly eps: Epsilon;
  readonly steps: number;
  /** The options of the method: all that it has, and no other. */
  readonly options: AttackOptionValues;
  readonly threat: Threat;
  readonly loss: AttackLossName;
  /** Whether the logits of each image are divided by the spread of its clean logits before the loss. */
  readonly rescale: boolean;
  /** How each image's target class is chosen; null for an untargeted attack. */
  readonly target: TargetRule | null;
  /** The class of the rule `given`, else null. */
  readonly targetClass: number | null;
  readonly randomStart: boolean;
  readonly restarts: number;
  /** Whether the iterate of best loss is kept; else it is the last of each restart. */
  readonly useBest: boolean;
  /** Whether an image is done as soon as an iterate of it reaches the goal, which then is the one that is kept. */
  readonly stopEarly: boolean;
  /** How often a network that draws random numbers is looked at for a step, of which the mean counts; once unless given. */
  readonly eot?: number;
  /** What the gradient goes through where it is not the true one: the linear map W(x) of the explanation. */
  readonly through?: 'explanation';
  /** Whether each attacked image is also evaluated with its numbers rounded to 8 bits. */
  readonly round: boolean;
  readonly seed: number;
}

/** All of a plan that an image's target and its evaluation before the attack depend on. */
export type AttackAim = Pick<AttackPlan, 'threat' | 'loss' | 'rescale' | 'target' | 'targetClass' | 'seed'>;
