import { findWeights, weightsPlaces } from '@bcos-bench/formats';
import type { NetworkSpec, PipelineSpec } from '../schema/pipelineSchema.js';
import { initialNetwork } from './networkSource.js';

/**
 * The networks whose published file is not there, in the workspace at `root`, and those whose training begins with one of them. Nothing else of a pipeline waits for them: the
 * report is made without them.
 */
export function absentNetworks({ networks }: PipelineSpec, root: string): ReadonlySet<string> {
  const places = weightsPlaces(root);
  const isAbsent = (network: NetworkSpec | undefined): boolean => {
    const init = network === undefined ? null : initialNetwork(network);
    if (init !== null) return isAbsent(networks[init]);
    return network?.import !== undefined && findWeights(network.import.from, places) === null;
  };
  return new Set(Object.keys(networks).filter((id) => isAbsent(networks[id])));
}
