import type { AttackSample, ImageRows } from '@bcos-bench/formats';
import { attackImages } from '../attackImages.js';
import type { OnSteps } from '../batching/attackTasks.js';
import type { AttackedModel } from '../model/attackedModel.js';
import type { MethodPlan } from '../plan/methodPlan.js';

/** What an attack of an audit did: a row per image, in order. */
export type Outcomes = readonly AttackSample[];

/** Attacks images, which are few: all rows are held. */
export function outcomesOf(
  model: AttackedModel,
  plan: MethodPlan,
  { images, batch }: { readonly images: ImageRows; readonly batch: number },
  onSteps: OnSteps,
): Outcomes {
  return Array.from(attackImages(model, plan, { images, from: 0, batch }, onSteps), ({ sample }) => sample);
}

/** The images that are classified correctly without an attack. */
export function correctOf(outcomes: Outcomes): number[] {
  return outcomes.filter(({ clean_pred, label }) => clean_pred === label).map(({ index }) => index);
}

/** Those of them that the attack broke. */
export function brokenOf(outcomes: Outcomes): number[] {
  return outcomes
    .filter(({ clean_pred, adv_pred, label }) => clean_pred === label && adv_pred !== label)
    .map(({ index }) => index);
}
