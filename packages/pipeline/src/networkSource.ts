import { networkNode } from './nodeName.js';
import type { NetworkSpec } from './pipelineSchema.js';

/** The files of a checkpoint that attacks and explanations read. */
const WEIGHTS = ['model.json', 'model.safetensors'];
/** The files of a checkpoint that a report reads. */
const DESCRIPTION = ['model.json', 'metrics.parquet'];

/** The folder of a network's checkpoint from the workspace root, `outputs` being where the pipeline's nodes write. */
export function checkpointFolder(id: string, { checkpoint }: NetworkSpec, outputs: string): string {
  return checkpoint ?? `${outputs}/${networkNode(id)}`;
}

/** What reads a network's weights reads these files of the workspace: none where a node of the pipeline makes them. */
export function givenWeights({ checkpoint }: NetworkSpec): string[] {
  return checkpoint === undefined ? [] : WEIGHTS.map((file) => `${checkpoint}/${file}`);
}

/** What a report reads of given networks, from the workspace root. */
export function givenDescriptions(networks: Readonly<Record<string, NetworkSpec>>): string[] {
  return Object.values(networks).flatMap(({ checkpoint }) =>
    checkpoint === undefined ? [] : DESCRIPTION.map((file) => `${checkpoint}/${file}`),
  );
}
