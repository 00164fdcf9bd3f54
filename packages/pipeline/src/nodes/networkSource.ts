import type { FlagValue } from '../schema/flagSpelling.js';
import { networkNode } from './nodeName.js';
import type { NetworkSpec } from '../schema/pipelineSchema.js';

/** The files of a checkpoint that attacks and explanations read. */
const WEIGHTS = ['model.json', 'model.safetensors'];
/** The files of a checkpoint that a report reads. */
const DESCRIPTION = ['model.json', 'metrics.parquet', 'notes.json'];

/** How a node makes a network. */
export interface NetworkMaking {
  readonly stage: 'train' | 'import';
  /** The flags of the stage's command that the pipeline gives. */
  readonly flags: Readonly<Record<string, FlagValue>>;
}

/** How a network is made; null where a folder of the workspace holds it. */
export function networkMaking({ train, import: file }: NetworkSpec): NetworkMaking | null {
  if (train !== undefined) return { stage: 'train', flags: train };
  return file === undefined ? null : { stage: 'import', flags: file };
}

/** The network of the pipeline that a training begins with; null where it begins with random weights, or is none. */
export function initialNetwork({ train }: NetworkSpec): string | null {
  return train?.init ?? null;
}

/** Where a network comes from: the node that makes it, or the folder of the workspace that holds it. */
export function networkOrigin(id: string, network: NetworkSpec): string {
  return network.checkpoint ?? networkNode(id, networkMaking(network)?.stage);
}

/** The folder of a network's checkpoint from the workspace root, `outputs` being where the pipeline's nodes write. */
export function checkpointFolder(id: string, network: NetworkSpec, outputs: string): string {
  return network.checkpoint ?? `${outputs}/${networkOrigin(id, network)}`;
}

/** What reads a network's weights reads these files of the workspace: none where a node of the pipeline makes them. */
export function givenWeights({ checkpoint }: NetworkSpec): string[] {
  return checkpoint === undefined ? [] : WEIGHTS.map((file) => `${checkpoint}/${file}`);
}

/** What a report reads of given networks, from the workspace root: of the live ones their weights, too. */
export function readOfGiven(networks: Readonly<Record<string, NetworkSpec>>, live: readonly string[]): string[] {
  return Object.entries(networks).flatMap(([id, { checkpoint }]) => {
    if (checkpoint === undefined) return [];
    const files = live.includes(id) ? [...new Set([...DESCRIPTION, ...WEIGHTS])] : DESCRIPTION;
    return files.map((file) => `${checkpoint}/${file}`);
  });
}
