import * as tf from '@tensorflow/tfjs-core';
import { threatModels } from '@bcos-bench/adversary';
import { imageBatch } from '@bcos-bench/models';
import { at } from '@bcos-bench/vocabulary';
import type { AttackAim } from '../plan/attackPlan.js';
import { inChunks } from './inChunks.js';
import type { Evaluator } from './evaluator.js';
import type { RowsToAttack } from './rowsToAttack.js';
import { logitSpread } from '../plan/logitSpread.js';
import { targetOf } from '../plan/targetRule.js';
import type { Task } from '../plan/task.js';
import type { AttackedModel } from '../model/attackedModel.js';

/** An image as it lies in a data set, or in memory: rows, columns, channels. */
interface StoredImage {
  readonly index: number;
  readonly label: number;
  readonly stored: Uint8Array | Float32Array;
}

/** One that is attacked, with its place among those that are. */
interface ChosenImage extends StoredImage {
  readonly place: number;
}

/** How many of some images an attack takes: all but those that are of the given target class already. */
export function countAttacked({ targetClass }: AttackAim, { labels }: Pick<RowsToAttack, 'labels'>): number {
  return labels.reduce((count, label) => count + (label === targetClass ? 0 : 1), 0);
}

/**
 * Makes tasks of images, in order: encodes them, evaluates them clean, chooses their targets.
 * @param images where they are read
 * @param from the place of the first task: those before it are passed over
 * @param size how many are evaluated at a time
 */
export function* prepareTasks(
  attackedModel: AttackedModel,
  aim: AttackAim,
  evaluator: Evaluator,
  images: RowsToAttack,
  from: number,
  size: number,
): Generator<Task> {
  for (const chunk of inChunks(chosen(aim, images, from), size)) {
    const origins = encoded(chunk, aim, attackedModel);
    const evaluated = chunk.map((image, i) => ({ ...image, values: at(origins, i) }));
    // Target and spread can depend on the clean logits, and the clean loss on both: hence twice where there is either.
    const seen = evaluator.evaluate(evaluated.map((image) => ({ ...image, target: image.label, spread: 1 })));
    const aimed = evaluated.map((image, i) => {
      const { logits } = at(seen, i);
      return { ...image, target: targetOf(aim, { ...image, logits }), spread: aim.rescale ? logitSpread(logits) : 1 };
    });
    const clean = aim.target === null && !aim.rescale ? seen : evaluator.evaluate(aimed);
    for (const [i, { place, index, label, target, spread, values }] of aimed.entries()) {
      const state = { clean: at(clean, i), earlier: null, explanation: null };
      yield { place, index, label, target, spread, origin: values, ...state };
    }
  }
}

/** The images that are attacked, each with its place among them, from place `from` on. */
function* chosen({ targetClass }: AttackAim, images: RowsToAttack, from: number): Generator<ChosenImage> {
  let place = 0;
  for (const [row, label] of images.labels.entries()) {
    if (label === targetClass) continue;
    if (place >= from) yield { index: at(images.index, row), label, stored: images.image(row), place };
    place += 1;
  }
}

/** Images in the attacked space, one after the other. */
export function encoded(
  images: readonly Pick<StoredImage, 'stored'>[],
  { threat }: Pick<AttackAim, 'threat'>,
  { network, shape }: AttackedModel,
): readonly Float32Array[] {
  const stored = images.map((image) => image.stored);
  const flat = tf.tidy(() =>
    threatModels[threat].attacked(imageBatch(stored, stored.length, shape), network).dataSync<'float32'>(),
  );
  const width = flat.length / stored.length;
  return stored.map((_, i) => flat.slice(i * width, (i + 1) * width));
}
