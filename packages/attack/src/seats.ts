import * as tf from '@tensorflow/tfjs-core';
import { attackMethods } from '@bcos-bench/adversary';
import type { AttackPlan } from './attackPlan.js';
import { shrunkSize } from '@bcos-bench/engine';
import type { KeptIterate } from './keptIterate.js';
import type { Attacked, Task } from './task.js';

/** A place in the batch that is taken: the task there, and the iterate that it is at. */
export interface Seat {
  readonly task: Task;
  readonly step: number;
  readonly restart: number;
  /** Whether its current iterate is still to be written into the batch, because it is new or begins a restart. */
  readonly starts: boolean;
}

/** The places of a batch; null where nobody sits. */
export type Seats = readonly (Seat | null)[];

/** Those that are taken. */
export function taken(seats: Seats): Seat[] {
  return seats.filter((seat) => seat !== null);
}

/** How many pictures move at the next iteration: all but those that have taken their last step. */
export function stepsTaken(seats: Seats, { steps }: AttackPlan): number {
  return taken(seats).filter(({ step }) => step < steps).length;
}

/** Seats after waiting tasks have come in, and those that needed none. */
export interface Entry {
  readonly seats: Seats;
  /** Pictures that reach the goal as they are: with `stopEarly` there is nothing to attack. */
  readonly beaten: readonly Attacked[];
  /** Whether no more tasks are waiting. */
  readonly last: boolean;
}

/** Lets waiting tasks take the free seats. */
export function admit(seats: Seats, waiting: Iterator<Task>, plan: AttackPlan): Entry {
  const beaten: Attacked[] = [];
  let last = false;
  const nextTask = (): Task | null => {
    for (;;) {
      const next = last ? { done: true as const, value: undefined } : waiting.next();
      if (next.done === true) {
        last = true;
        return null;
      }
      if (!(plan.stopEarly && isBeaten(next.value, plan))) return next.value;
      beaten.push(untouched(next.value));
    }
  };
  const full = seats.map((seat) => {
    if (seat !== null) return seat;
    const task = nextTask();
    return task === null ? null : { task, step: 0, restart: 0, starts: true };
  });
  return { seats: full, beaten, last };
}

function isBeaten({ clean, label, target }: Task, plan: AttackPlan): boolean {
  return plan.target === null ? clean.prediction !== label : clean.prediction === target;
}

function untouched(task: Task): Attacked {
  return { task, values: task.origin, step: 0, restart: 0, firstReached: 0, firstGradient: null };
}

/** Seats in a batch that is no larger than it need be; `rows` says for each where it was. */
export interface Order {
  readonly seats: Seats;
  readonly rows: readonly number[];
  /** Whether the tensors must follow: somebody is new, begins a restart or sits elsewhere. */
  readonly changed: boolean;
}

/** Moves those that are left together when no more will come, into a batch of half the places, as often as that goes. */
export function seatedClosely({ seats, last }: Entry): Order {
  const all = [...seats.keys()];
  const size = last ? shrunkSize(seats.length, taken(seats).length) : seats.length;
  const starts = seats.some((seat) => seat?.starts === true);
  if (size === seats.length) return { seats, rows: all, changed: starts };
  const rows = [...all.filter((row) => seats[row] !== null), ...all.filter((row) => seats[row] === null)].slice(
    0,
    size,
  );
  return { seats: rows.map((row) => seats[row] ?? null), rows, changed: true };
}

/** Seats after an iteration, and the pictures that left theirs. */
export interface Outcome {
  readonly seats: Seats;
  readonly attacked: readonly Attacked[];
  /** The picture-steps that they did not need. */
  readonly spared: number;
}

/** Reads from what is kept who is done; the others go on to their next iterate. */
export function settle(kept: KeptIterate, seats: Seats, plan: AttackPlan): Outcome {
  const reached = plan.stopEarly ? kept.firstReached.dataSync<'float32'>() : null;
  const next = seats.map((seat, row) => seat && after(seat, plan, (reached?.[row] ?? -1) >= 0));
  const done = seats.flatMap((seat, row) => (seat !== null && next[row] === null ? [{ seat, row }] : []));
  const spared = done.reduce((sum, { seat }) => sum + stepsSpared(seat, plan), 0);
  return { seats: next, attacked: done.length === 0 ? [] : read(kept, done, plan), spared };
}

function after(seat: Seat, { steps, restarts, stopEarly }: AttackPlan, reached: boolean): Seat | null {
  if (stopEarly && reached) return null;
  if (seat.step < steps) return { ...seat, step: seat.step + 1, starts: false };
  if (seat.restart + 1 < restarts) return { ...seat, step: 0, restart: seat.restart + 1, starts: true };
  return null;
}

/** The step that was computed at `seat` and is not wanted counts as taken. */
function stepsSpared({ step, restart }: Seat, { steps, restarts }: AttackPlan): number {
  return steps * restarts - (restart * steps + Math.min(steps, step + 1));
}

function read(
  kept: KeptIterate,
  done: readonly { readonly seat: Seat; readonly row: number }[],
  { attack }: AttackPlan,
): Attacked[] {
  const rows = tf.tensor1d(
    done.map(({ row }) => row),
    'int32',
  );
  // Not in a `tidy` that returns the numbers: it would look through all of them for tensors.
  const valuesOf = (tensor: tf.Tensor): Float32Array => {
    const gathered = tf.gather(tensor, rows);
    const values = gathered.dataSync<'float32'>();
    gathered.dispose();
    return values;
  };
  const x = valuesOf(kept.x);
  const columns = [kept.step, kept.restart, kept.firstReached, kept.gradientNorm, kept.zeroGradient].map(valuesOf);
  rows.dispose();
  const width = x.length / done.length;
  const takesGradients = attackMethods[attack].needs === 'gradient';
  return done.map(({ seat: { task } }, i) => {
    const [step = NaN, restart = NaN, firstReached = NaN, norm = NaN, zero = NaN] = columns.map((column) => column[i]);
    return {
      task,
      values: x.slice(i * width, (i + 1) * width),
      step,
      restart,
      firstReached: firstReached < 0 ? null : firstReached,
      firstGradient: takesGradients ? { norm, isZero: zero === 1 } : null,
    };
  });
}
