import {
  UsageFault,
  attackDescription,
  isEnsembleName,
  requireOwnNorm,
  requireOwnSteps,
  requireWhole,
  type AttackLossName,
  type AttackName,
} from '@bcos-bench/vocabulary';
import type { TrainingLoss } from '@bcos-bench/formats';
import { attackLosses, attackMethods } from '@bcos-bench/adversary';
import type { AttackPlan } from './attackPlan.js';
import { membersOf } from './autoAttack.js';
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
  if (isMethodPlan(plan)) checkMethod(plan);
  else checkEnsemble(plan, classes);
  checkTarget(plan, classes);
  const isRanked = attackDescription(plan.attack).aims === 'ranked classes';
  const form = plan.target === null && !isRanked ? 'away' : 'towards';
  const needed = attackLosses[plan.loss].classes[form];
  if (classes < needed) {
    const remedy = 'choose another loss';
    throw new UsageFault({ what: `${plan.loss} needs ${needed} classes, not ${classes}`, where: '--loss', remedy });
  }
  return plan;
}

function checkMethod(plan: MethodPlan): void {
  const { attack, steps, restarts, randomStart, target, useBest } = plan;
  requireOwnSteps(attack, steps, '--steps');
  if (target !== null && attackDescription(attack).aims === 'ranked classes') {
    throw new UsageFault({
      what: `${attack} chooses its targets by itself`,
      where: '--targeted',
      remedy: 'leave it out',
    });
  }
  if (attackDescription(attack).finds === 'nearest' && !useBest) {
    const what = `${attack} keeps the nearest iterate that reaches the goal`;
    throw new UsageFault({ what, where: '--use-best', remedy: 'leave it out' });
  }
  const { draws, start } = attackMethods[attack];
  if (start === 'the image') checkBeginsAtImage(plan);
  else if (restarts > 1 && !randomStart && draws === null && (start === null || start.when === 'where asked')) {
    throw new UsageFault({
      what: 'restarts without a random start all take the same path',
      where: '--restarts',
      remedy: 'add --random-start',
    });
  }
}

/** A method that begins at the image has no use for some flags. */
function checkBeginsAtImage({ attack, restarts, randomStart }: MethodPlan): void {
  const chosen = [
    ['--random-start', randomStart, `${attack} begins at the image`],
    ['--restarts', restarts > 1, `${attack} begins at the image: restarts all take the same path`],
  ] as const;
  for (const [where, isChosen, what] of chosen) {
    if (isChosen) throw new UsageFault({ what, where, remedy: 'leave it out' });
  }
}

function checkEnsemble(plan: AttackPlan, classes: number): void {
  const chosen = [
    ['--targeted', plan.target !== null],
    ['--restarts', plan.restarts > 1],
    ['--random-start', plan.randomStart],
    ['--stop-early', plan.stopEarly],
    ['--use-best', !plan.useBest],
  ] as const;
  for (const [where, isChosen] of chosen) {
    if (!isChosen) continue;
    throw new UsageFault({
      what: `${plan.attack} decides that for each of its members`,
      where,
      remedy: 'leave it out',
    });
  }
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
