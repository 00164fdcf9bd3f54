import type { IterationGraph } from '../model/iterationGraph.js';
import type { EvaluationGraph } from '../model/evaluationGraph.js';
import { openNetwork, type OpenedNetwork } from './openedNetwork.js';
import { noPool, lruPool, type LruPool } from '../model/lruPool.js';
import type { Graphs } from '../model/attackedModel.js';

/** What attacks that run in one process, one after the other, leave for each other. */
export interface ModelCache {
  /** Networks, by `stampOf` their checkpoints. */
  readonly networks: LruPool<OpenedNetwork>;
  /** Opens one that is not there. */
  readonly open: (folder: string) => OpenedNetwork;
}

/** The most bytes that the weights of waiting networks take together; the one used last waits in any case. */
const WAITING_BYTES = 64e6;
/** Graphs that wait, a network: batches of four sizes under two norms, say. */
const WAITING_GRAPHS = 8;

/** For one attack: nothing waits. */
export function noModelCache(): ModelCache {
  return { networks: noPool(), open: (folder) => openNetwork(folder, null) };
}

/** For many attacks: networks and graphs wait for the next that needs them. */
export function sharedModelCache(): ModelCache {
  const graphs = (): Graphs => ({
    iterations: lruPool<IterationGraph>(WAITING_GRAPHS, one),
    evaluations: lruPool<EvaluationGraph>(WAITING_GRAPHS, one),
  });
  return { networks: lruPool(WAITING_BYTES, ({ bytes }) => bytes), open: (folder) => openNetwork(folder, graphs()) };
}

const one = (): number => 1;
