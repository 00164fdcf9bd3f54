import { DATA_NORMALISER } from '@bcos-bench/vocabulary';
import type { NetworkSpec } from '../schema/pipelineSchema.js';
import { commandFlags } from './commandFlags.js';
import { checkpointFolder, givenWeights, initialNetwork, networkMaking, type NetworkMaking } from './networkSource.js';
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

/** The checkpoints of a pipeline's networks, each after the one that its training begins with. */
export function checkpointsOf(
  pipeline: string,
  networks: Readonly<Record<string, NetworkSpec>>,
  data: PipelineNode,
): ReadonlyMap<string, Checkpoint> {
  const found = new Map<string, Checkpoint>();
  const checkpoint = (id: string): Checkpoint => {
    const known = found.get(id);
    if (known !== undefined) return known;
    const network = networks[id];
    if (network === undefined) throw new Error(`'${id}' is not in the pipeline`);
    const init = initialNetwork(network);
    const made = checkpointOf(pipeline, id, network, data, init === null ? null : checkpoint(init));
    found.set(id, made);
    return made;
  };
  Object.keys(networks).forEach(checkpoint);
  return found;
}

function checkpointOf(
  pipeline: string,
  id: string,
  network: NetworkSpec,
  data: PipelineNode,
  init: Checkpoint | null,
): Checkpoint {
  const folder = checkpointFolder(id, network, `out/${pipeline}`);
  const making = networkMaking(network);
  const madeBy = making === null ? [] : [madeNode(pipeline, id, making, data, init)];
  return { folder, madeBy, files: givenWeights(network) };
}

function madeNode(
  pipeline: string,
  network: string,
  { stage, flags }: NetworkMaking,
  data: PipelineNode,
  init: Checkpoint | null,
): PipelineNode {
  const about = { name: networkNode(network, stage), stage, network, files: [], tags: [`network:${network}`] };
  if (stage === 'import' && flags['normalise'] !== DATA_NORMALISER) {
    return { ...about, flags: commandFlags(flags), reads: [] };
  }
  const given = { data: outputFolder(pipeline, data.name), ...(init !== null && { init: init.folder }) };
  const { madeBy, files } = init ?? { madeBy: [], files: [] };
  return { ...about, flags: commandFlags({ ...flags, ...given }), reads: [data, ...madeBy], files };
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
