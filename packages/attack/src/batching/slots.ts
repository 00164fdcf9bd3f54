import { at, attacksExplanation } from '@bcos-bench/vocabulary';
import * as tf from '@tensorflow/tfjs-core';
import { attackMethods } from '@bcos-bench/adversary';
import type { AttackPlan } from '../plan/attackPlan.js';
import { roundsOf, type MethodPlan } from '../plan/methodPlan.js';
import { shrunkSize } from '@bcos-bench/engine';
import type { KeptIterate } from '../model/keptIterate.js';
import type { Attacked, Task } from '../plan/task.js';

/** A slot of the batch that is taken: the image there, and the iterate that it is at. */
export interface Slot {
  readonly task: Task;
  readonly step: number;
  readonly restart: number;
  /** Whether its current iterate is still to be written into the batch, because it is new or begins a restart. */
  readonly starts: boolean;
}

/** The slots of a batch; null where one is empty. */
export type Slots = readonly (Slot | null)[];

/** Those that are taken. */
export function taken(slots: Slots): Slot[] {
  return slots.filter((slot) => slot !== null);
}

/** How many images move at the next iteration: all but those that have taken their last step. */
export function stepsTaken(slots: Slots, { steps }: AttackPlan): number {
  return taken(slots).filter(({ step }) => step < steps).length;
}

/** Slots after waiting tasks have come in, and those that needed none. */
export interface Entry {
  readonly slots: Slots;
  /** Images that need no attack: another has reached the goal, or with `stopEarly` they reach it as they are. */
  readonly passed: readonly Attacked[];
  /** Whether no more tasks are waiting. */
  readonly last: boolean;
}

/** Lets waiting tasks take the free slots. */
export function admit(slots: Slots, waiting: Iterator<Task | Attacked>, plan: MethodPlan): Entry {
  const passed: Attacked[] = [];
  let last = false;
  const nextTask = (): Task | null => {
    for (;;) {
      const next = last ? { done: true as const, value: undefined } : waiting.next();
      if (next.done === true) {
        last = true;
        return null;
      }
      if ('task' in next.value) passed.push(next.value);
      else if (plan.stopEarly && isAlreadyMisclassified(next.value, plan)) passed.push(untouched(next.value));
      else return next.value;
    }
  };
  const full = slots.map((slot) => {
    if (slot !== null) return slot;
    const task = nextTask();
    return task === null ? null : { task, step: 0, restart: 0, starts: true };
  });
  return { slots: full, passed, last };
}

function isAlreadyMisclassified({ clean, label, target }: Task, plan: AttackPlan): boolean {
  return plan.target === null ? clean.prediction !== label : clean.prediction === target;
}

function untouched(task: Task): Attacked {
  const nothing = { step: 0, restart: 0, queries: 0, gradients: 0, firstGradient: null, brokenBy: null };
  return { ...nothing, task, values: task.origin, firstReached: 0, reached: true };
}

/** Slots in a batch that is no larger than it need be; `rows` says for each where it was. */
export interface Order {
  readonly slots: Slots;
  readonly rows: readonly number[];
  /** Whether the tensors must follow: an image is new, begins a restart or has another slot. */
  readonly changed: boolean;
}

/** Moves those that are left together when no more will come, into a batch of half the places, as often as that goes. */
export function packedSlots({ slots, last }: Entry): Order {
  const all = [...slots.keys()];
  const size = last ? shrunkSize(slots.length, taken(slots).length) : slots.length;
  const starts = slots.some((slot) => slot?.starts === true);
  if (size === slots.length) return { slots, rows: all, changed: starts };
  const rows = [...all.filter((row) => slots[row] !== null), ...all.filter((row) => slots[row] === null)].slice(
    0,
    size,
  );
  return { slots: rows.map((row) => slots[row] ?? null), rows, changed: true };
}

/** Slots after an iteration, and the images that left theirs. */
export interface Outcome {
  readonly slots: Slots;
  readonly attacked: readonly Attacked[];
  /** The image-steps that they did not need. */
  readonly spared: number;
}

/** Reads from what is kept who is done; the others go on to their next iterate. */
export function settle(kept: KeptIterate, slots: Slots, plan: MethodPlan): Outcome {
  const reached = plan.stopEarly ? kept.firstReached.dataSync<'float32'>() : null;
  const next = slots.map((slot, row) => slot && after(slot, plan, (reached?.[row] ?? -1) >= 0));
  const done = slots.flatMap((slot, row) => (slot !== null && next[row] === null ? [{ slot, row }] : []));
  const spared = done.reduce((sum, { slot }) => sum + stepsSpared(slot, plan), 0);
  return { slots: next, attacked: done.length === 0 ? [] : read(kept, done, plan), spared };
}

function after(slot: Slot, plan: MethodPlan, reached: boolean): Slot | null {
  const { steps, stopEarly } = plan;
  if (stopEarly && reached) return null;
  if (slot.step < steps) return { ...slot, step: slot.step + 1, starts: false };
  if (slot.restart + 1 < roundsOf(plan)) return { ...slot, step: 0, restart: slot.restart + 1, starts: true };
  return null;
}

/** The step that was computed at `slot` and is not wanted counts as taken. */
function stepsSpared(slot: Slot, plan: MethodPlan): number {
  return plan.steps * roundsOf(plan) - stepsUntil(slot, plan);
}

/** How many steps an image has taken when the iterate at `slot` has been evaluated. */
function stepsUntil({ step, restart }: Slot, { steps }: MethodPlan): number {
  return restart * steps + Math.min(steps, step + 1);
}

function read(
  kept: KeptIterate,
  done: readonly { readonly slot: Slot; readonly row: number }[],
  plan: MethodPlan,
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
  const [steps, restarts, firstsReached] = [valuesOf(kept.step), valuesOf(kept.restart), valuesOf(kept.firstReached)];
  const [norms, zeros] = [valuesOf(kept.gradientNorm), valuesOf(kept.zeroGradient)];
  rows.dispose();
  const width = x.length / done.length;
  const { eot = 1 } = plan;
  return done.map(({ slot }, i) => {
    const { task } = slot;
    const gradients = gradientsOfStep(plan, task);
    const isOfLoss = gradients > 0 && !attacksExplanation(plan.attack);
    const firstReached = at(firstsReached, i);
    return {
      task,
      values: x.slice(i * width, (i + 1) * width),
      step: at(steps, i),
      restart: at(restarts, i),
      firstReached: firstReached < 0 ? null : firstReached,
      firstGradient: isOfLoss ? { norm: at(norms, i), isZero: at(zeros, i) === 1 } : null,
      reached: plan.stopEarly && firstReached >= 0,
      brokenBy: null,
      queries: eot * (slot.restart * (plan.steps + 1) + slot.step + 1),
      gradients: eot * gradients * stepsUntil(slot, plan),
    };
  });
}

/** How many gradients of an image a step takes. */
function gradientsOfStep({ attack }: MethodPlan, { clean }: Task): number {
  const { needs } = attackMethods[attack];
  if (needs === 'all gradients') return clean.logits.length - 1;
  return needs === 'gradient' ? 1 : 0;
}
