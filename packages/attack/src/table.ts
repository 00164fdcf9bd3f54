import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { NamedTensors } from '@bcos-bench/engine';
import { attackMethods } from '@bcos-bench/adversary';
import { imageBatch } from '@bcos-bench/models';
import type { TensorShape } from '@bcos-bench/vocabulary';
import type { AttackPlan } from './attackPlan.js';
import { classTensors } from './classTensors.js';
import { initialState, type AttackState, type AttackedBatch } from './iterationGraph.js';
import { nothingKept, type Clock } from './keptIterate.js';
import { taken, type Seats } from './seats.js';
import { startingPoint } from './startingPoint.js';

/** A batch and where its attack stands. */
export interface Table {
  readonly batch: AttackedBatch;
  readonly state: AttackState;
}

/** What tensors are made of. */
export interface TableShape {
  /** Of an image in the attacked space. */
  readonly image: TensorShape;
  readonly classes: number;
}

/** A table of `size` places at which nobody sits. */
export function emptyTable({ attack }: AttackPlan, size: number, { image, classes }: TableShape): Table {
  return tf.tidy(() => {
    const origin = imageBatch([], size, image);
    return {
      batch: { origin, ...classTensors([], size, classes) },
      state: initialState(attackMethods[attack], origin),
    };
  });
}

/**
 * The table with its places in another order and newcomers in theirs; the old one is disposed of.
 * @param seats who sits where
 * @param rows for each place the row of the old table that it keeps; what it keeps of a newcomer's is of no meaning
 */
export function reseat(old: Table, plan: AttackPlan, seats: Seats, rows: readonly number[], shape: TableShape): Table {
  const starting = seats.map((seat) => (seat?.starts === true ? seat : null));
  const coming = starting.map((seat) => (seat?.restart === 0 ? seat : null));
  const tasks = taken(coming).map(({ task }) => task);
  const starts = taken(starting).map(({ task, restart }) => ({ restart, x: startingPoint(plan, task, restart) }));
  const pictures = (list: readonly Float32Array[]) => imageBatch(list, list.length, shape.image);
  const table = tf.tidy(() => {
    const origin = pictures(tasks.map((task) => task.origin));
    const batch = { origin, ...classTensors(tasks, tasks.length, shape.classes) };
    const method = attackMethods[plan.attack].init(pictures(starts.map(({ x }) => x)));
    const kept = nothingKept(pictures(starts.filter(({ restart }) => restart === 0).map(({ x }) => x)));
    return {
      batch: replaced(old.batch, batch, rows, coming),
      state: {
        method: replaced(old.state.method, method, rows, starting),
        kept: replaced(old.state.kept, kept, rows, coming),
      },
    };
  });
  tf.dispose([old.batch, old.state]);
  return table;
}

/**
 * Rows of each of some tensors in the order of `rows`, but at the taken `seats` the rows of `newcomers`, one after the other. The cast
 * is safe: names and ranks stay those of `old`.
 */
function replaced<T extends NamedTensors>(old: T, newcomers: T, rows: readonly number[], seats: Seats): T {
  const rowsOf = (tensor: Tensor, added: Tensor): Tensor => {
    let [next = NaN] = tensor.shape;
    const order = rows.map((row, i) => (seats[i] ? next++ : row));
    return tf.gather(tf.concat([tensor, added], 0), tf.tensor1d(order, 'int32'), 0);
  };
  const entries = Object.entries(old).map(([name, tensor]) => {
    const added = newcomers[name];
    if (added === undefined) throw new RangeError(`the newcomers have no tensor '${name}'`);
    return [name, rowsOf(tensor, added)] as const;
  });
  return Object.fromEntries(entries) as T;
}

/** The clock of a table. */
export function clockOf(seats: Seats): Clock {
  const values = (field: 'step' | 'restart') => tf.tensor1d(seats.map((seat) => seat?.[field] ?? 0));
  return { step: values('step'), restart: values('restart') };
}
