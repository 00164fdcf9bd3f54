import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { AttackMethod } from '@bcos-bench/adversary';
import type { AttackState, ConclusionInputs, IterationInputs } from './iterationFunctions.js';
import { nothingKept, type KeptIterate } from './keptIterate.js';

/** What a network that draws is given in an iteration: how often it is looked at, and the noise [N,rows,columns,channels] of each time. */
export interface NetworkDraws {
  readonly samples: number;
  /** The caller's to dispose. */
  readonly noise: (sample: number) => Tensor4D;
}

/** One iteration of attacks of one shape on batches of one size, as traced graphs. A network that draws nothing is given null. */
export interface IterationGraph {
  /** Evaluates the current iterates, then moves them. */
  advance(inputs: IterationInputs, draws: NetworkDraws | null): AttackState;
  /** Evaluates the current iterates and moves no more: half the work. */
  conclude(inputs: ConclusionInputs, draws: NetworkDraws | null): KeptIterate;
  dispose(): void;
}

/** A state for images whose first iterates are `start`. */
export function initialState(method: AttackMethod, start: Tensor4D): AttackState {
  return { method: method.init(start), kept: nothingKept(start) };
}
