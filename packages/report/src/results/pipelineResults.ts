import { join } from 'node:path';
import { dataNode, type PipelineSpec } from '@bcos-bench/pipeline';
import { readDataset, type Dataset } from '@bcos-bench/formats';
import type { ReportProgress } from '@bcos-bench/cli';
import { readAttackResults, type AttackResult } from './attackResult.js';
import { readAuditResults, type AuditResult } from './auditResult.js';
import { readCorruptionResults, type CorruptionResult } from './corruptionResult.js';
import { readDetectionResults, type DetectionResult } from './detectionResult.js';
import { readExplanationResults, type ExplanationResult } from './explanationResult.js';
import { readMeasureResults, type MeasureResult } from './measureResult.js';
import { readNodeNotes, type NodeNote } from './nodeNotes.js';
import { readNetworkResults, type NetworkResult } from './networkResult.js';
import { nodesOf, type NodeFolders } from './nodeFolder.js';
import { readTransferResults, type TransferResult } from './transferResult.js';

/** All that tables and figures are made of: the pipeline and what its nodes have written. */
export interface PipelineResults extends NodeFolders {
  readonly spec: PipelineSpec;
  readonly dataset: Dataset;
  /** In the pipeline's order. */
  readonly networks: readonly NetworkResult[];
  /** By node, in the pipeline's order. */
  readonly attacks: ReadonlyMap<string, AttackResult>;
  /** In the pipeline's order. */
  readonly explanations: readonly ExplanationResult[];
  /** In the pipeline's order. */
  readonly audits: readonly AuditResult[];
  /** In the pipeline's order. */
  readonly measures: readonly MeasureResult[];
  /** In the pipeline's order. */
  readonly detections: readonly DetectionResult[];
  /** In the pipeline's order. */
  readonly transfers: readonly TransferResult[];
  /** In the pipeline's order. */
  readonly corruptions: readonly CorruptionResult[];
  /** What the stages noted, in the order of the data. */
  readonly notes: readonly NodeNote[];
}

/**
 * Reads what the nodes of a pipeline have written; images are left to the figures that show them.
 * @param without networks that cannot be had now: what earlier runs have left of them is not read
 * @throws Fault
 */
export async function readPipelineResults(
  spec: PipelineSpec,
  folder: string,
  progress: ReportProgress,
  without: ReadonlySet<string> = new Set(),
): Promise<PipelineResults> {
  const folders: NodeFolders = { folder, leftOut: nodesOf(spec, without) };
  return {
    spec,
    ...folders,
    dataset: readDataset(join(folder, dataNode)),
    networks: await readNetworkResults(spec, folders),
    attacks: await readAttackResults(spec, folders, progress),
    explanations: await readExplanationResults(spec, folders),
    audits: readAuditResults(spec, folders),
    measures: readMeasureResults(spec, folders),
    detections: readDetectionResults(spec, folders),
    transfers: await readTransferResults(spec, folders),
    corruptions: await readCorruptionResults(spec, folders),
    notes: readNodeNotes(spec, folders),
  };
}

/** The network `id` of the pipeline; a pipeline that was read names no other. */
export function networkOf({ networks }: PipelineResults, id: string): NetworkResult {
  const network = networks.find((candidate) => candidate.id === id);
  if (network === undefined) throw new RangeError(`the pipeline has no network '${id}'`);
  return network;
}

/** The titles of all networks, in the pipeline's order: a network's place among them is that of its style in every figure. */
export function titlesOf({ networks }: Pick<PipelineResults, 'networks'>): string[] {
  return networks.map(({ title }) => title);
}

/** The nodes that the pipeline has and the folder lacks. */
export function missingNodes({
  networks,
  attacks,
  audits,
  measures,
  detections,
  transfers,
  corruptions,
}: PipelineResults): string[] {
  return [
    ...networks.filter(({ model }) => model === null).map(({ node }) => node),
    ...[...attacks.values()].filter(({ outcome }) => outcome === null).map(({ node }) => node),
    ...audits.filter(({ audit }) => audit === null).map(({ node }) => node),
    ...measures.filter(({ summary }) => summary === null).map(({ node }) => node),
    ...detections.filter(({ detection }) => detection === null).map(({ node }) => node),
    ...transfers.filter(({ withstood }) => withstood === null).map(({ node }) => node),
    ...corruptions.filter(({ outcomes }) => outcomes === null).map(({ node }) => node),
  ];
}
