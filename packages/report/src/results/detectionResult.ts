import { detectNode, type AttackCell, type PipelineSpec } from '@bcos-bench/pipeline';
import { readDetection, type Detection } from '@bcos-bench/formats';
import type { AttributionMethodName } from '@bcos-bench/vocabulary';
import { nodeFolder, type NodeFolders } from './nodeFolder.js';

/** How well explanations tell the images of an attack from clean ones. */
export interface DetectionResult {
  readonly network: string;
  readonly node: string;
  readonly cell: AttackCell;
  /** The method that the pipeline names; null where it leaves the usual one. */
  readonly method: AttributionMethodName | null;
  /** Null where its node has not run. */
  readonly detection: Detection | null;
}

/** Reads the detections of a pipeline from the folder of its nodes, in the pipeline's order. @throws Fault */
export function readDetectionResults({ detections }: PipelineSpec, folders: NodeFolders): DetectionResult[] {
  return detections.map((spec) => {
    const { network, attack, method = null } = spec;
    const node = detectNode(spec);
    const own = nodeFolder(folders, node);
    return { network, node, cell: attack, method, detection: own === null ? null : readDetection(own) };
  });
}
