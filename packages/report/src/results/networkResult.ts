import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { networkOrigin, type PipelineSpec } from '@bcos-bench/pipeline';
import {
  holdsFile,
  modelSchema,
  readJson,
  readManifest,
  readTrainingMetrics,
  type EpochMetrics,
  type Model,
} from '@bcos-bench/formats';
import { nodeFolder, type NodeFolders } from './nodeFolder.js';

/** What is known of one network of a pipeline; `model` is null where its node has not run. */
export interface NetworkResult {
  readonly id: string;
  readonly title: string;
  /** The node that makes it, or the folder of the workspace where it is given. */
  readonly node: string;
  readonly model: Model | null;
  /** Its training, a row for each epoch; empty where it was not trained here. */
  readonly epochs: readonly EpochMetrics[];
}

/** Reads the networks of a pipeline from the folder of its nodes, in the pipeline's order. @throws Fault */
export function readNetworkResults(spec: PipelineSpec, folders: NodeFolders): Promise<NetworkResult[]> {
  const titles = distinctTitles(spec);
  return Promise.all(
    Object.entries(spec.networks).map(async ([id, network]) => {
      const node = networkOrigin(id, network);
      const own = network.checkpoint ?? nodeFolder(folders, node);
      return { id, title: titles.get(id) ?? id, node, ...(await readCheckpointFolder(own)) };
    }),
  );
}

async function readCheckpointFolder(folder: string | null): Promise<Pick<NetworkResult, 'model' | 'epochs'>> {
  if (folder === null || !existsSync(folder)) return { model: null, epochs: [] };
  return {
    model: readJson(join(folder, 'model.json'), modelSchema, 'make the checkpoint again with bcos-train'),
    // Of a checkpoint that is given without a manifest, nothing vouches for them.
    epochs:
      readManifest(folder) !== null && holdsFile(folder, 'metrics.parquet') ? await readTrainingMetrics(folder) : [],
  };
}

/** Titles by network; where two networks share one, their names tell them apart. */
function distinctTitles({ networks }: PipelineSpec): Map<string, string> {
  const entries = Object.entries(networks);
  const uses = new Map<string, number>();
  for (const [, { title }] of entries) uses.set(title, (uses.get(title) ?? 0) + 1);
  return new Map(entries.map(([id, { title }]) => [id, uses.get(title) === 1 ? title : `${title} (${id})`]));
}
