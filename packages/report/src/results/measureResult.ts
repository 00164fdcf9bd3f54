import { measureNode, type MeasureSpec, type PipelineSpec } from '@bcos-bench/pipeline';
import { readMeasureSummary, type MeasureSummary } from '@bcos-bench/formats';
import { nodeFolder, type NodeFolders } from './nodeFolder.js';

/** A measurement of a network's explanations, and what it found. */
export interface MeasureResult extends MeasureSpec {
  readonly node: string;
  /** Null where its node has not run. */
  readonly summary: MeasureSummary | null;
}

/** Reads the measurements of a pipeline from the folder of its nodes, in the pipeline's order. @throws Fault */
export function readMeasureResults({ measures }: PipelineSpec, folders: NodeFolders): MeasureResult[] {
  return measures.map((spec) => {
    const node = measureNode(spec);
    const own = nodeFolder(folders, node);
    return { ...spec, node, summary: own === null ? null : readMeasureSummary(own) };
  });
}
