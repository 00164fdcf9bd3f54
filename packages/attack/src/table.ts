import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { AttackPlan } from './attackPlan.js';
import { classTensors, pictureTensor } from './batchTensors.js';
import { initialState, type AttackState, type AttackedBatch, type Clock } from './iterationGraph.js';
import { taken, type Seats } from './seats.js';
import { startingPoint } from './startingPoint.js';

/** A batch and where its attack stands. */
export interface Table {
  readonly batch: AttackedBatch;
  readonly state: AttackState;
}

/** What tensors are made of. */
export interface TableShape {
  readonly channels: number;
  readonly classes: number;
}

/** A table of `size` places at which nobody sits. */
export function emptyTable(plan: AttackPlan, size: number, { channels, classes }: TableShape): Table {
  return tf.tidy(() => {
    const origin = pictureTensor([], size, channels);
    return { batch: { origin, ...classTensors([], size, classes) }, state: initialState(plan, origin) };
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
  const starts = taken(starting).map(({ task, restart }) => startingPoint(plan, task, restart));
  const pictures = (list: readonly Float32Array[]) => pictureTensor(list, list.length, shape.channels);
  const table = tf.tidy(() => {
    const kept = <T extends Tensor>(tensor: T): T => tf.gather(tensor, tf.tensor1d([...rows], 'int32'), 0);
    const { origin, onehot, target } = old.batch;
    const { state } = old;
    const classes = classTensors(tasks, tasks.length, shape.classes);
    return {
      batch: {
        origin: replaced(origin, pictures(tasks.map((task) => task.origin)), rows, coming),
        onehot: replaced(onehot, classes.onehot, rows, coming),
        target: replaced(target, classes.target, rows, coming),
      },
      state: {
        x: replaced(state.x, pictures(starts), rows, starting),
        memory: kept(state.memory),
        bestX: kept(state.bestX),
        bestScore: kept(state.bestScore),
        bestStep: kept(state.bestStep),
        bestRestart: kept(state.bestRestart),
        firstReached: kept(state.firstReached),
        zeroGradient: kept(state.zeroGradient),
      },
    };
  });
  tf.dispose([old.batch, old.state]);
  return table;
}

/** Rows of `tensor` in the order of `rows`, but at the taken `seats` the rows of `newcomers`, one after the other. */
function replaced<T extends Tensor>(tensor: T, newcomers: T, rows: readonly number[], seats: Seats): T {
  let [next = NaN] = tensor.shape;
  const order = rows.map((row, i) => (seats[i] ? next++ : row));
  return tf.gather(tf.concat([tensor, newcomers], 0), tf.tensor1d(order, 'int32'), 0);
}

/** The clock of a table. */
export function clockOf(seats: Seats): Clock {
  const values = (field: 'step' | 'restart') => tf.tensor1d(seats.map((seat) => seat?.[field] ?? 0));
  return { step: values('step'), restart: values('restart') };
}
