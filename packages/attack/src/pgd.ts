import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { AttackedBatch } from './attackedBatch.js';
import { initialState, type AttackState, type Iteration } from './iteration.js';

/** What PGD leaves of a batch: for each picture the iterate of highest loss, over all restarts. */
export interface AttackedPictures {
  /** The kept iterates, pictures x rows x columns x channels, in the attacked space. */
  readonly values: Float32Array;
  readonly loss: Float32Array;
  readonly step: Float32Array;
  /** The first misclassified iterate of the first restart that had one, or -1. */
  readonly firstSuccess: Float32Array;
  readonly restart: Int32Array;
}

/**
 * Projected gradient descent (Madry et al. 2018) as the robustness package runs it: of all iterates, start and last
 * included, the one of highest loss is kept (`use_best`); of several restarts the best.
 * @param starts one start a restart, in the attacked space; `pgd` does not dispose of them
 */
export function pgd(
  iteration: Iteration,
  batch: AttackedBatch,
  starts: readonly Tensor4D[],
  steps: number,
  onStep: () => void,
): AttackedPictures {
  const attackFrom = (start: Tensor4D, restart: number): AttackedPictures => {
    const state = climb(iteration, batch, start, steps, onStep);
    const found = read(state, restart);
    tf.dispose(state);
    return found;
  };
  const [first, ...others] = starts;
  if (first === undefined) throw new RangeError('an attack needs a start');
  return others.reduce((best, start, i) => betterOf(best, attackFrom(start, i + 1)), attackFrom(first, 0));
}

function climb(
  iteration: Iteration,
  batch: AttackedBatch,
  start: Tensor4D,
  steps: number,
  onStep: () => void,
): AttackState {
  let state = initialState(start);
  for (let step = 0; step < steps; step += 1) {
    const next = iteration.advance(state, batch, step);
    tf.dispose(state);
    state = next;
    onStep();
  }
  const last = iteration.conclude(state, batch, steps);
  tf.dispose(state);
  return last;
}

function read({ bestX, bestLoss, bestStep, firstSuccess }: AttackState, restart: number): AttackedPictures {
  return {
    values: bestX.dataSync<'float32'>(),
    loss: bestLoss.dataSync<'float32'>(),
    step: bestStep.dataSync<'float32'>(),
    firstSuccess: firstSuccess.dataSync<'float32'>(),
    restart: Int32Array.from({ length: bestLoss.size }, () => restart),
  };
}

/** For each picture the one of higher loss; of equals `a`, which came first. */
function betterOf(a: AttackedPictures, b: AttackedPictures): AttackedPictures {
  const size = a.values.length / a.loss.length;
  const winner = Array.from(a.loss, (loss, i) => ((b.loss[i] ?? Number.NEGATIVE_INFINITY) > loss ? b : a));
  const pick = (field: 'loss' | 'step') => Float32Array.from(winner, (from, i) => from[field][i] ?? NaN);
  const values = new Float32Array(a.values.length);
  winner.forEach((from, i) => values.set(from.values.subarray(i * size, (i + 1) * size), i * size));
  return {
    values,
    loss: pick('loss'),
    step: pick('step'),
    firstSuccess: a.firstSuccess.map((step, i) => (step >= 0 ? step : (b.firstSuccess[i] ?? step))),
    restart: Int32Array.from(winner, (from, i) => from.restart[i] ?? 0),
  };
}
