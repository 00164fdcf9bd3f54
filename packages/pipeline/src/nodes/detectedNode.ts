import type { DetectionSpec } from '../schema/detectionSchema.js';
import { cellTags } from './attackNodes.js';
import { readingNetwork, type Checkpoint } from './checkpoint.js';
import { detectNode } from './nodeName.js';
import { outputFolder, type PipelineNode } from './pipelineNode.js';

/** The node that tells the images of an attack on a network from clean ones by their explanations. */
export function detectedNode(
  pipeline: string,
  detection: DetectionSpec,
  data: PipelineNode,
  checkpoint: Checkpoint,
  attacked: PipelineNode,
): PipelineNode {
  const { network, attack, method, limit } = detection;
  const examples = outputFolder(pipeline, attacked.name);
  const reading = readingNetwork(pipeline, data, checkpoint, { examples, method, limit });
  return {
    name: detectNode(detection),
    stage: 'detect',
    network,
    ...reading,
    // The stage is a subcommand of bcos-measure.
    flags: ['detect', ...reading.flags],
    reads: [...reading.reads, attacked],
    tags: cellTags(network, attack),
  };
}
