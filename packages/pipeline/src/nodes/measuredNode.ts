import type { MeasureSpec } from '../schema/measureSchema.js';
import { readingNetwork, type Checkpoint } from './checkpoint.js';
import { measureNode } from './nodeName.js';
import type { PipelineNode } from './pipelineNode.js';

/** The node that measures the explanations of a network. */
export function measuredNode(
  pipeline: string,
  { network, name, methods, measures, limit }: MeasureSpec,
  data: PipelineNode,
  checkpoint: Checkpoint,
): PipelineNode {
  const own = { methods: methods?.join(','), measures: measures?.join(','), limit };
  return {
    name: measureNode({ network, name }),
    stage: 'measure',
    network,
    ...readingNetwork(pipeline, data, checkpoint, own),
    tags: [`network:${network}`],
  };
}
