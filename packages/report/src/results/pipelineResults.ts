import { join } from 'node:path';
import { dataNode, type PipelineSpec } from '@bcos-bench/pipeline';
import { readDataset, type Dataset, type ReportProgress } from '@bcos-bench/stage';
import { readAttackResults, type AttackResult } from './attackResult.js';
import { readExplanationResults, type ExplanationResult } from './explanationResult.js';
import { readNetworkResults, type NetworkResult } from './networkResult.js';

/** All that tables and figures are made of: the pipeline and what its nodes have written. */
export interface PipelineResults {
  readonly spec: PipelineSpec;
  /** The folder that holds one folder a node. */
  readonly folder: string;
  readonly dataset: Dataset;
  /** In the pipeline's order. */
  readonly networks: readonly NetworkResult[];
  /** By node, in the pipeline's order. */
  readonly attacks: ReadonlyMap<string, AttackResult>;
  /** In the pipeline's order. */
  readonly explanations: readonly ExplanationResult[];
}

/** Reads what the nodes of a pipeline have written; pictures are left to the figures that show them. @throws Fault */
export async function readPipelineResults(
  spec: PipelineSpec,
  folder: string,
  progress: ReportProgress,
): Promise<PipelineResults> {
  return {
    spec,
    folder,
    dataset: readDataset(join(folder, dataNode)),
    networks: await readNetworkResults(spec, folder),
    attacks: await readAttackResults(spec, folder, progress),
    explanations: await readExplanationResults(spec, folder),
  };
}

/** The network `id` of the pipeline; a pipeline that was read names no other. */
export function networkOf({ networks }: PipelineResults, id: string): NetworkResult {
  const network = networks.find((candidate) => candidate.id === id);
  if (network === undefined) throw new RangeError(`the pipeline has no network '${id}'`);
  return network;
}

/** The nodes that the pipeline has and the folder lacks. */
export function missingNodes({ networks, attacks }: PipelineResults): string[] {
  return [
    ...networks.filter(({ model }) => model === null).map(({ node }) => node),
    ...[...attacks.values()].filter(({ outcome }) => outcome === null).map(({ node }) => node),
  ];
}
