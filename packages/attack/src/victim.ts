import type { AttackedNetwork } from './attackedNetwork.js';
import type { IterationGraph } from './iterationGraph.js';
import type { JudgementGraph } from './judgementGraph.js';
import type { Shelf } from './shelf.js';

/** The network under attack. */
export interface Victim extends AttackedNetwork {
  /** Where its graphs wait for the next attack; without them, each attack traces its own. */
  readonly graphs?: Graphs;
}

/** Traced graphs of one network. */
export interface Graphs {
  readonly iterations: Shelf<IterationGraph>;
  readonly judgements: Shelf<JudgementGraph>;
}
