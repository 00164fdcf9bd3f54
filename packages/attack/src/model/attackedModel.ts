import type { AttackedNetwork } from './attackedNetwork.js';
import type { IterationGraph } from './iterationGraph.js';
import type { EvaluationGraph } from './evaluationGraph.js';
import type { LruPool } from './lruPool.js';

/** The network under attack. */
export interface AttackedModel extends AttackedNetwork {
  /** Where its graphs wait for the next attack; without them, each attack traces its own. */
  readonly graphs?: Graphs;
}

/** Traced graphs of one network. */
export interface Graphs {
  readonly iterations: LruPool<IterationGraph>;
  readonly evaluations: LruPool<EvaluationGraph>;
}
