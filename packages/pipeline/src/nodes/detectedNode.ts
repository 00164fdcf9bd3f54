import type { DetectionSpec } from '../schema/detectionSchema.js';
import { explainedNode } from './attackNodes.js';
import type { Checkpoint } from './checkpoint.js';
import { detectNode } from './nodeName.js';
import type { PipelineNode } from './pipelineNode.js';

/** The node that tells the images of an attack on a network from clean ones by their explanations. It reads what explaining them does. */
export function detectedNode(
  pipeline: string,
  detection: DetectionSpec,
  data: PipelineNode,
  checkpoint: Checkpoint,
  attacked: PipelineNode,
): PipelineNode {
  const explained = explainedNode(pipeline, detection, data, checkpoint, attacked);
  // The stage is a subcommand of bcos-measure.
  return { ...explained, name: detectNode(detection), stage: 'detect', flags: ['detect', ...explained.flags] };
}
