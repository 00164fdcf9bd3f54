import * as tf from '@tensorflow/tfjs-core';
import { threatModels } from '@bcos-bench/adversary';
import { imageBatch } from '@bcos-bench/models';
import type { ImageRows } from '@bcos-bench/formats';
import type { AttackAim } from './attackPlan.js';
import { inChunks } from './inChunks.js';
import type { Judge } from './judgement.js';
import { targetOf } from './targetRule.js';
import type { Task } from './task.js';
import type { Victim } from './victim.js';

/** An image as it lies in a data set: bytes of rows, columns, channels. */
interface StoredPicture {
  readonly index: number;
  readonly label: number;
  readonly bytes: Uint8Array;
}

/** One that is attacked, with its place among those that are. */
interface ChosenPicture extends StoredPicture {
  readonly place: number;
}

/** How many of some pictures an attack takes: all but those that are of the given target class already. */
export function countAttacked({ targetClass }: AttackAim, { labels }: Pick<ImageRows, 'labels'>): number {
  return labels.reduce((count, label) => count + (label === targetClass ? 0 : 1), 0);
}

/**
 * Makes tasks of pictures, in order: encodes them, judges them clean, chooses their targets.
 * @param images where they are read
 * @param from the place of the first task: those before it are passed over
 * @param size how many are judged at a time
 */
export function* intake(
  victim: Victim,
  aim: AttackAim,
  judge: Judge,
  images: ImageRows,
  from: number,
  size: number,
): Generator<Task> {
  for (const pictures of inChunks(chosen(aim, images, from), size)) {
    const origins = encoded(pictures, aim, victim);
    const judged = pictures.map((picture, i) => ({ ...picture, values: origins[i] ?? new Float32Array() }));
    // A target can depend on the clean logits, and the clean loss on the target: hence twice where there is one.
    const seen = judge.judge(judged.map((picture) => ({ ...picture, target: picture.label })));
    const aimed = judged.map((picture, i) => ({
      ...picture,
      target: targetOf(aim, { ...picture, logits: seen[i]?.logits ?? [] }),
    }));
    const clean = aim.target === null ? seen : judge.judge(aimed);
    for (const [i, { place, index, label, target, values }] of aimed.entries()) {
      const verdict = clean[i];
      if (verdict !== undefined) yield { place, index, label, target, origin: values, clean: verdict };
    }
  }
}

/** The pictures that are attacked, each with its place among them, from place `from` on. */
function* chosen({ targetClass }: AttackAim, images: ImageRows, from: number): Generator<ChosenPicture> {
  let place = 0;
  for (const [at, label] of images.labels.entries()) {
    if (label === targetClass) continue;
    if (place >= from) yield { index: images.index[at] ?? NaN, label, bytes: images.image(at), place };
    place += 1;
  }
}

/** The pictures in the attacked space, one after the other. */
function encoded(
  pictures: readonly StoredPicture[],
  { threat }: AttackAim,
  { network, shape }: Victim,
): readonly Float32Array[] {
  const bytes = pictures.map((picture) => picture.bytes);
  const flat = tf.tidy(() =>
    threatModels[threat].attacked(imageBatch(bytes, bytes.length, shape), network).dataSync<'float32'>(),
  );
  const width = flat.length / bytes.length;
  return bytes.map((_, i) => flat.slice(i * width, (i + 1) * width));
}
