import {
  attackDescription,
  attackOptionsOf,
  numbersOf,
  requireWhole,
  requireWithinDiameter,
  UsageFault,
  type AttackLossName,
  type AttackName,
  type AttackNorm,
  type AttackOptionValues,
  type ImageShape,
  type LargeRadius,
  type Threat,
} from '@bcos-bench/vocabulary';
import { defenceOf } from '@bcos-bench/models';
import type { Model } from '@bcos-bench/formats';
import type { AttackPlan } from './attackPlan.js';
import { checkPlan, chooseLoss } from './checkPlan.js';
import { planFor } from './methodPlan.js';
import type { TargetRule } from './targetRule.js';

/** What a user chooses of an attack; what is undefined is as usual for the method. */
export interface AttackChoices extends AttackOptionValues {
  readonly attack: AttackName;
  readonly norm: AttackNorm;
  readonly eps: string;
  /** Whether the radius may be larger than any two images are apart; null where there is no way to say so. */
  readonly large: LargeRadius | null;
  readonly steps?: number | undefined;
  readonly threat: Threat;
  readonly loss: AttackLossName | 'auto';
  readonly rescale: boolean;
  readonly targeted?: TargetRule | undefined;
  readonly targetClass?: number | undefined;
  readonly randomStart: boolean;
  readonly restarts: number;
  readonly useBest?: boolean | undefined;
  readonly stopEarly: boolean;
  readonly eot?: number | undefined;
  readonly round: boolean;
  readonly seed: number;
}

/** All of a model that a plan depends on. */
export type PlannedModel = Pick<Model, 'loss' | 'encoding'> & {
  readonly architecture: Pick<Model['architecture'], 'defence'>;
  readonly classes: { readonly length: number };
};

/**
 * The attack that is chosen, on a network and images of a shape.
 * @throws UsageFault where a value cannot be
 */
export function chosenPlan(choices: AttackChoices, model: PlannedModel, shape: ImageShape): AttackPlan {
  const copies = choices.threat === 'encoded' && model.encoding === 'rgb+inverse' ? 2 : 1;
  const eps = requireWithinDiameter(choices.norm, choices.eps, copies * numbersOf(shape), '--eps', choices.large);
  requireRoundable(choices.round, copies);
  const { attack } = choices;
  const description = attackDescription(attack);
  const steps = choices.steps ?? description.usualSteps;
  requireWhole('--steps', steps, 1);
  const plan: AttackPlan = {
    attack,
    norm: choices.norm,
    eps,
    steps,
    options: withClasses(attackOptionsOf({ attack, eps, steps }, choices), model.classes.length),
    threat: choices.threat,
    loss: chooseLoss(attack, choices.loss, model.loss),
    rescale: choices.rescale,
    target: choices.targeted ?? null,
    targetClass: choices.targetClass ?? null,
    randomStart: choices.randomStart,
    restarts: choices.restarts,
    useBest: choices.useBest ?? description.keeps === 'best',
    stopEarly: choices.stopEarly,
    ...(choices.eot === undefined ? {} : { eot: requireWhole('--eot', choices.eot, 1) }),
    round: choices.round,
    seed: choices.seed,
  };
  return planFor(defenceOf(model.architecture.defence), checkPlan(plan, model.classes.length));
}

/** Six channels that move freely are no image: an inverse no longer is one, so no file can hold them. */
function requireRoundable(round: boolean, copies: number): void {
  if (!round || copies === 1) return;
  const what = 'an attack on six channels leaves no image that a file could hold';
  throw new UsageFault({ what, where: '--round', remedy: 'add --threat pixel' });
}

/** The options on a network with `classes` classes: there are no more targets than wrong classes. */
function withClasses(options: AttackOptionValues, classes: number): AttackOptionValues {
  return options.targets === undefined ? options : { ...options, targets: Math.min(options.targets, classes - 1) };
}
