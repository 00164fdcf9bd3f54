import type { PipelineSpec } from '../schema/pipelineSchema.js';
import { cellTags } from './attackNodes.js';
import { readingNetwork, type Checkpoint } from './checkpoint.js';
import { commandFlags } from './commandFlags.js';
import type { CorruptedSplit } from './corruptions.js';
import { imagesTaken } from './imagesOfSplit.js';
import { checkNode, corruptNode, predictNode, transferNode } from './nodeName.js';
import { outputFolder, type PipelineNode } from './pipelineNode.js';
import type { NetworkTransfer } from './transfers.js';

/** The node in which a network evaluates the images of an attack on another. */
export function transferredNode(
  pipeline: string,
  transfer: NetworkTransfer,
  data: PipelineNode,
  checkpoint: Checkpoint,
  attacked: PipelineNode,
): PipelineNode {
  const { from, to, cell } = transfer;
  const reading = readingNetwork(pipeline, data, checkpoint, { images: outputFolder(pipeline, attacked.name) });
  return {
    name: transferNode(transfer),
    stage: 'transfer',
    network: to,
    attacked: from,
    ...reading,
    reads: [...reading.reads, attacked],
    tags: [...cellTags(to, cell), `from:${from}`],
  };
}

/** The node that makes corrupted test images. */
export function corruptedNode(
  pipeline: string,
  split: CorruptedSplit,
  spec: PipelineSpec,
  data: PipelineNode,
): PipelineNode {
  const { corruption, severities } = split;
  return {
    name: corruptNode(corruption),
    stage: 'corrupt',
    flags: commandFlags({
      ...{ dataset: 'corrupted', corruption, severity: severities.join(',') },
      source: outputFolder(pipeline, data.name),
      test: imagesTaken(split, spec) ?? undefined,
    }),
    reads: [data],
    files: [],
    tags: [`corruption:${corruption}`],
  };
}

/** The node that looks at a network's clean accuracy. */
export function checkedNode(
  pipeline: string,
  { network, limit }: PipelineSpec['checks'][number],
  data: PipelineNode,
  checkpoint: Checkpoint,
): PipelineNode {
  const reading = readingNetwork(pipeline, data, checkpoint, { limit });
  return {
    name: checkNode(network),
    stage: 'check',
    network,
    ...reading,
    // The stage is a subcommand of bcos-predict.
    flags: ['check', ...reading.flags],
    tags: [`network:${network}`],
  };
}

/** The node in which a network evaluates corrupted images, which `data` makes. */
export function predictedNode(
  pipeline: string,
  network: string,
  { corruption }: CorruptedSplit,
  data: PipelineNode,
  checkpoint: Checkpoint,
): PipelineNode {
  return {
    name: predictNode({ network, corruption }),
    stage: 'predict',
    network,
    ...readingNetwork(pipeline, data, checkpoint, {}),
    tags: [`network:${network}`, `corruption:${corruption}`],
  };
}
