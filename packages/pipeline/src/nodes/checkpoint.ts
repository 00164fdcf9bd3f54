import { DATA_NORMALISER } from '@bcos-bench/vocabulary';
import type { NetworkSpec } from '../schema/pipelineSchema.js';
import { commandFlags } from './commandFlags.js';
import { checkpointFolder, givenWeights, networkMaking, type NetworkMaking } from './networkSource.js';
import { networkNode } from './nodeName.js';
import { outputFolder, type PipelineNode } from './pipelineNode.js';

/** A network as the nodes after it see it. */
export interface Checkpoint {
  /** From the workspace root. */
  readonly folder: string;
  /** The node that makes it; none where it is given. */
  readonly madeBy: readonly PipelineNode[];
  /** The files that it is made of where it is given. */
  readonly files: readonly string[];
}

/** The checkpoint of a network of a pipeline. */
export function checkpointOf(pipeline: string, id: string, network: NetworkSpec, data: PipelineNode): Checkpoint {
  const folder = checkpointFolder(id, network, `out/${pipeline}`);
  const making = networkMaking(network);
  const madeBy = making === null ? [] : [madeNode(pipeline, id, making, data)];
  return { folder, madeBy, files: givenWeights(network) };
}

function madeNode(
  pipeline: string,
  network: string,
  { stage, flags }: NetworkMaking,
  data: PipelineNode,
): PipelineNode {
  const about = { name: networkNode(network, stage), stage, network, files: [], tags: [`network:${network}`] };
  if (stage === 'import' && flags['normalise'] !== DATA_NORMALISER) {
    return { ...about, flags: commandFlags(flags), reads: [] };
  }
  return { ...about, flags: commandFlags({ ...flags, data: outputFolder(pipeline, data.name) }), reads: [data] };
}

/** What a node has that reads data and a network, with its other flags. */
export function readingNetwork(
  pipeline: string,
  data: PipelineNode,
  { folder, madeBy, files }: Checkpoint,
  flags: Parameters<typeof commandFlags>[0],
): Pick<PipelineNode, 'flags' | 'reads' | 'files'> {
  const inputs = { data: outputFolder(pipeline, data.name), checkpoint: folder };
  return { flags: commandFlags({ ...flags, ...inputs }), reads: [data, ...madeBy], files };
}
