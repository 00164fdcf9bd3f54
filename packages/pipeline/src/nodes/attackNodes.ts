import type { AttackCell } from '../schema/attackCell.js';
import type { AuditSpec } from '../schema/auditSchema.js';
import type { ExplanationCell } from '../schema/pipelineSchema.js';
import type { NetworkAttack } from './attackGrid.js';
import { readingNetwork, type Checkpoint } from './checkpoint.js';
import { attackNode, auditNode, explainNode } from './nodeName.js';
import { outputFolder, type PipelineNode } from './pipelineNode.js';

/** The node of an attack on a network. */
export function attackedNode(
  pipeline: string,
  { network, cell, limit, keep, flags }: NetworkAttack,
  data: PipelineNode,
  checkpoint: Checkpoint,
): PipelineNode {
  return {
    name: attackNode(network, cell),
    stage: 'attack',
    network,
    ...readingNetwork(pipeline, data, checkpoint, { attack: 'pgd', ...flags, ...cell, limit, keep }),
    tags: cellTags(network, cell),
  };
}

/** The node that explains the images of an attack on a network. */
export function explainedNode(
  pipeline: string,
  explanation: ExplanationCell,
  data: PipelineNode,
  checkpoint: Checkpoint,
  attacked: PipelineNode,
): PipelineNode {
  const { network, attack, method, limit } = explanation;
  const examples = outputFolder(pipeline, attacked.name);
  const reading = readingNetwork(pipeline, data, checkpoint, { examples, method, limit });
  return {
    name: explainNode(explanation),
    stage: 'explain',
    network,
    ...reading,
    reads: [...reading.reads, attacked],
    tags: cellTags(network, attack),
  };
}

/** The node that audits a network, with attacked images of another where the audit asks for them. */
export function auditedNode(
  pipeline: string,
  { network, norm, eps, threat, from, limit, flags }: AuditSpec,
  data: PipelineNode,
  checkpoint: Checkpoint,
  other: Checkpoint | null,
): PipelineNode {
  const own = { ...flags, norm, eps, threat, limit, from: other?.folder };
  const reading = readingNetwork(pipeline, data, checkpoint, own);
  return {
    name: auditNode({ network, norm, eps, threat }),
    stage: 'audit',
    network,
    ...(from === undefined ? {} : { attacked: from }),
    // The stage is a subcommand of bcos-attack.
    flags: ['audit', ...reading.flags],
    reads: [...reading.reads, ...(other?.madeBy ?? [])],
    files: [...reading.files, ...(other?.files ?? [])],
    tags: [...cellTags(network, { norm, threat }), ...(from === undefined ? [] : [`from:${from}`])],
  };
}

/** What an attack on a network is about, as words of Nx. */
export function cellTags(network: string, { norm, threat }: Pick<AttackCell, 'norm' | 'threat'>): string[] {
  return [`network:${network}`, `norm:${norm}`, `threat:${threat}`];
}
