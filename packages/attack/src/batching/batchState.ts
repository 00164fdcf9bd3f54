import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { NamedTensors } from '@bcos-bench/engine';
import { attackMethods } from '@bcos-bench/adversary';
import { imageBatch } from '@bcos-bench/models';
import { at, attacksExplanation, type TensorShape } from '@bcos-bench/vocabulary';
import { targetRank, type MethodPlan } from '../plan/methodPlan.js';
import { rankedTarget } from '../plan/targetRule.js';
import { classTensors } from '../model/classTensors.js';
import type { AttackState, AttackedBatch } from '../model/iterationFunctions.js';
import { initialState } from '../model/iterationGraph.js';
import { nothingKept, type Clock } from '../model/keptIterate.js';
import { explanationTensors, givenExplanation } from '../model/explanationTensors.js';
import { spreadTensor } from '../model/spreadTensor.js';
import { taken, type Slots } from './slots.js';
import type { Task } from '../plan/task.js';
import { startingPoint } from './startingPoint.js';

/** A batch and where its attack stands. */
export interface BatchState {
  readonly batch: AttackedBatch;
  readonly state: AttackState;
}

/** What tensors are made of. */
export interface BatchShape {
  /** Of an image in the attacked space. */
  readonly image: TensorShape;
  readonly classes: number;
}

/** The state of a batch of `size` slots, all empty. */
export function emptyBatchState({ attack }: MethodPlan, size: number, { image, classes }: BatchShape): BatchState {
  return tf.tidy(() => {
    const origin = imageBatch([], size, image);
    return {
      batch: {
        origin,
        ...classTensors([], size, classes),
        spread: spreadTensor([], size),
        ...(attacksExplanation(attack) && explanationTensors([], size, image, classes)),
      },
      state: initialState(attackMethods[attack], origin),
    };
  });
}

/**
 * The state with its slots in another order and new images in theirs; the old one is disposed of.
 * @param slots which image is in which slot
 * @param rows for each slot the row of the old state that it keeps; where an image is new, any row
 */
export function gatherSlots(
  old: BatchState,
  plan: MethodPlan,
  slots: Slots,
  rows: readonly number[],
  shape: BatchShape,
): BatchState {
  const starting = slots.map((slot) => (slot?.starts === true ? slot : null));
  const coming = starting.map((slot) => (slot?.restart === 0 ? slot : null));
  const tasks = taken(coming).map(({ task }) => task);
  const starts = taken(starting).map(({ task, restart }) => ({
    restart,
    x: startingPoint(plan, task, restart, shape.image),
    classes: { label: task.label, target: targetIn(plan, task, restart) },
  }));
  const images = (list: readonly Float32Array[]) => imageBatch(list, list.length, shape.image);
  const gathered = tf.tidy(() => {
    const origin = images(tasks.map((task) => task.origin));
    const spread = spreadTensor(tasks, tasks.length);
    const classes = classTensors(
      starts.map((start) => start.classes),
      starts.length,
      shape.classes,
    );
    const method = attackMethods[plan.attack].init(images(starts.map(({ x }) => x)));
    const kept = nothingKept(images(starts.filter(({ restart }) => restart === 0).map(({ x }) => x)));
    return {
      batch: {
        ...replaced({ origin: old.batch.origin, spread: old.batch.spread }, { origin, spread }, rows, coming),
        ...replaced({ onehot: old.batch.onehot, target: old.batch.target }, classes, rows, starting),
        ...(attacksExplanation(plan.attack) &&
          replaced(
            givenExplanation(old.batch),
            explanationTensors(tasks, tasks.length, shape.image, shape.classes),
            rows,
            coming,
          )),
      },
      state: {
        method: replaced(old.state.method, method, rows, starting),
        kept: replaced(old.state.kept, kept, rows, coming),
      },
    };
  });
  tf.dispose([old.batch, old.state]);
  return gathered;
}

/**
 * Rows of each of some tensors in the order of `rows`, but at the taken `slots` the rows of `added`, one after the other. The cast
 * is safe: names and ranks stay those of `old`.
 */
function replaced<T extends NamedTensors>(old: T, added: T, rows: readonly number[], slots: Slots): T {
  const rowsOf = (tensor: Tensor, more: Tensor): Tensor => {
    let next = at(tensor.shape, 0);
    const order = rows.map((row, i) => (slots[i] ? next++ : row));
    return tf.gather(tf.concat([tensor, more], 0), tf.tensor1d(order, 'int32'), 0);
  };
  const entries = Object.entries(old).map(([name, tensor]) => {
    const more = added[name];
    if (more === undefined) throw new RangeError(`the new images have no tensor '${name}'`);
    return [name, rowsOf(tensor, more)] as const;
  });
  return Object.fromEntries(entries) as T;
}

/** Which iterate the image of each slot is at. */
export function clockOf(slots: Slots): Clock {
  const values = (field: 'step' | 'restart') => tf.tensor1d(slots.map((slot) => slot?.[field] ?? 0));
  return { step: values('step'), restart: values('restart') };
}

/** The class that a round aims at. */
function targetIn(plan: MethodPlan, task: Task, round: number): number {
  const rank = targetRank(plan, round);
  return rank === null ? task.target : rankedTarget(task.clean.logits, task.label, rank);
}
