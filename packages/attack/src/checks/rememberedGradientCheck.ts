import { join } from 'node:path';
import { hashOf, hashOfFile, type ImageRows } from '@bcos-bench/formats';
import type { AttackAim } from '../plan/attackPlan.js';
import { checkGradient, type GradientCheck } from './gradientCheck.js';
import type { AttackedModel } from '../model/attackedModel.js';

/** The images that an attack takes: the first `total` of a split that it has a use for. */
interface CheckedImages {
  /** The folder of the data. */
  readonly data: string;
  readonly split: string;
  readonly total: number;
  readonly images: ImageRows;
}

/** What checking a network finds, from `gradientChecks` where it was found before: no radius and no number of steps changes it. */
export function rememberedGradientCheck(
  gradientChecks: Map<string, GradientCheck>,
  attackedModel: AttackedModel,
  { threat, loss, rescale, target, targetClass, seed }: AttackAim,
  { data, split, total, images }: CheckedImages,
): GradientCheck {
  const aim = { threat, loss, rescale, target, targetClass, seed };
  const key = hashOf({ ...aim, dataset: hashOfFile(join(data, 'dataset.json')), split, total });
  const found = gradientChecks.get(key) ?? checkGradient(attackedModel, aim, images, total);
  gradientChecks.set(key, found);
  return found;
}
