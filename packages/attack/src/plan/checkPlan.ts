import {
  UsageFault,
  attackDescription,
  attacksExplanation,
  isEnsembleName,
  requireOwnNorm,
  requireOwnSteps,
  requireWhole,
  type AttackLossName,
  type AttackName,
} from '@bcos-bench/vocabulary';
import type { TrainingLoss } from '@bcos-bench/formats';
import { attackMethods } from '@bcos-bench/adversary';
import type { AttackPlan } from './attackPlan.js';
import { membersOf } from './autoAttack.js';
import { fewestClasses, mostClasses } from './classBounds.js';
import { isMethodPlan, type MethodPlan } from './methodPlan.js';

/** The attack's own form of the loss that a network was trained with. */
const LOSS_OF_TRAINING: Readonly<Record<TrainingLoss, AttackLossName>> = { bce: 'bce', 'cross-entropy': 'ce' };

/**
 * The loss to follow: the one asked for, or for `auto` the attack's own, or the one that the network was trained with.
 * @throws UsageFault where the attack follows another than the one asked for
 */
export function chooseLoss(
  attack: AttackName,
  asked: AttackLossName | 'auto',
  trainedWith: TrainingLoss,
): AttackLossName {
  const { loss } = attackDescription(attack);
  if (asked !== 'auto' && (isEnsembleName(attack) || (loss !== null && loss !== asked))) {
    const what = `${attack} follows ${loss ?? 'the losses of its members'}, not ${asked}`;
    throw new UsageFault({ what, where: '--loss', remedy: 'leave it out' });
  }
  return asked === 'auto' ? (loss ?? LOSS_OF_TRAINING[trainedWith]) : asked;
}

/**
 * Checks what the types do not say.
 * @throws UsageFault for a number of steps or restarts that is no whole number above 0, several restarts that would all begin
 * at the same point, a flag that the attack has no use for, a target that is no class, or a loss that needs more classes
 */
export function checkPlan(plan: AttackPlan, classes: number): AttackPlan {
  requireOwnNorm(plan.attack, plan.norm, '--norm');
  requireWhole('--steps', plan.steps, 1);
  requireWhole('--restarts', plan.restarts, 1);
  if (isMethodPlan(plan)) checkMethod(plan, classes);
  else checkEnsemble(plan, classes);
  checkTarget(plan, classes);
  const needed = fewestClasses(plan);
  if (classes < needed) {
    const remedy = 'choose another loss';
    throw new UsageFault({ what: `${plan.loss} needs ${needed} classes, not ${classes}`, where: '--loss', remedy });
  }
  return plan;
}

/** Flags that may not be given, whether they are, and why not. */
type RefusedFlags = readonly (readonly [flag: string, isGiven: boolean, what: string])[];

function refuse(flags: RefusedFlags): void {
  for (const [where, isGiven, what] of flags) {
    if (isGiven) throw new UsageFault({ what, where, remedy: 'leave it out' });
  }
}

function checkMethod(plan: MethodPlan, classes: number): void {
  const { attack, steps, restarts, randomStart, target, useBest, eot, stopEarly, rescale } = plan;
  if (classes > mostClasses(attack)) {
    const what = `${attack} takes a gradient for each of ${classes - 1} wrong classes in every step`;
    throw new UsageFault({ what, where: '--attack', remedy: 'choose fab-t' });
  }
  requireOwnSteps(attack, steps, '--steps');
  const { aims, finds } = attackDescription(attack);
  const { draws, start } = attackMethods[attack];
  const atImage = start === 'the image';
  const ofExplanation = attacksExplanation(attack);
  const isBlind = attackMethods[attack].needs === 'logits';
  refuse([
    ['--targeted', ofExplanation && target !== null, `${attack} aims at no class`],
    ['--targeted', aims !== 'as asked' && target !== null, `${attack} chooses its targets by itself`],
    ['--stop-early', ofExplanation && stopEarly, `${attack} has no first success`],
    ['--rescale', ofExplanation && rescale, `${attack} follows no loss`],
    ['--use-best', ofExplanation && !useBest, `${attack} keeps the best iterate`],
    ['--use-best', finds === 'nearest' && !useBest, `${attack} keeps the nearest iterate that reaches the goal`],
    ['--random-start', atImage && randomStart, `${attack} begins at the image`],
    ['--restarts', atImage && restarts > 1, `${attack} begins at the image: restarts all take the same path`],
    ['--eot', isBlind && eot !== undefined, `${attack} takes no gradient`],
  ]);
  if (atImage) return;
  if (restarts > 1 && !randomStart && draws === null && (start === null || start.when === 'where asked')) {
    throw new UsageFault({
      what: 'restarts without a random start all take the same path',
      where: '--restarts',
      remedy: 'add --random-start',
    });
  }
}

function checkEnsemble(plan: AttackPlan, classes: number): void {
  const what = `${plan.attack} decides that for each of its members`;
  refuse([
    ['--targeted', plan.target !== null, what],
    ['--restarts', plan.restarts > 1, what],
    ['--random-start', plan.randomStart, what],
    ['--stop-early', plan.stopEarly, what],
    ['--use-best', !plan.useBest, what],
  ]);
  membersOf(plan, classes);
}

function checkTarget({ target, targetClass }: AttackPlan, classes: number): void {
  if ((target === 'given') !== (targetClass !== null)) {
    const what = 'goes with --targeted given, and the other way round';
    throw new UsageFault({ what, where: '--target-class', remedy: 'give both or neither' });
  }
  if (targetClass === null) return;
  requireWhole('--target-class', targetClass, 0);
  if (targetClass >= classes) {
    const remedy = `write a number from 0 to ${classes - 1}`;
    throw new UsageFault({ what: `there is no class ${targetClass}`, where: '--target-class', remedy });
  }
}
