import type { Checkpoint } from '@bcos-bench/stage';
import { checkpointFamily } from './checkpointFamily.js';
import { buildNetwork, type Network, type Weights } from './network.js';
import { loadWeights } from './weights.js';

/**
 * A checkpoint as a network and its weights, which are the caller's to dispose.
 * @param where the checkpoint's folder, for errors
 * @throws Fault where there is no such architecture, or weights and architecture do not fit
 */
export function loadNetwork({ model, arrays }: Checkpoint, where: string): { network: Network; weights: Weights } {
  checkpointFamily(model.architecture, where);
  const network = buildNetwork(model.architecture, model.classes.length, model.normalisation);
  return { network, weights: loadWeights(network.parameters, arrays, where) };
}
