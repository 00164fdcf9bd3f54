import { DATA_NORMALISER } from '@bcos-bench/vocabulary';
import type { AttackCell } from '../schema/attackCell.js';
import { findAttack, networkAttacks, type NetworkAttack } from './attackGrid.js';
import { commandFlags } from './commandFlags.js';
import { corruptedSplits, type CorruptedSplit } from './corruptions.js';
import { imagesTaken } from './imagesTaken.js';
import {
  checkpointFolder,
  givenDescriptions,
  givenWeights,
  networkMaking,
  type NetworkMaking,
} from './networkSource.js';
import {
  attackNode,
  auditNode,
  corruptNode,
  dataNode,
  explainNode,
  networkNode,
  predictNode,
  reportNode,
  transferNode,
} from './nodeName.js';
import type { AuditSpec } from '../schema/auditSchema.js';
import type { ExplanationCell, NetworkSpec, PipelineSpec } from '../schema/pipelineSchema.js';
import { reportSection } from './reportSection.js';
import type { StageName } from './stages.js';
import { networkTransfers, transferredAttacks, type NetworkTransfer } from './transfers.js';

/** One node of a pipeline: a run of a stage's command. */
export interface PipelineNode {
  /** Its name within the pipeline and of its folder in `out/PIPELINE/`. */
  readonly name: string;
  readonly stage: StageName;
  /** The words of its command line, but for `--out`. */
  readonly flags: readonly string[];
  /** The network that it is about; undefined where it is about all of them or none. */
  readonly network?: string;
  /** Another network whose attacked images it reads. */
  readonly attacked?: string;
  /** The nodes that it reads. */
  readonly reads: readonly PipelineNode[];
  /** The files of the workspace that it reads besides, from its root. */
  readonly files: readonly string[];
  /** What it is about, as words of Nx: `network:resnet20`, `norm:l2`, `threat:pixel`. */
  readonly tags: readonly string[];
  /** What it reads of the pipeline's file itself. */
  readonly section?: string;
}

/** The nodes that a run of the target `stage` takes in: those of the stage, and all that they read. Their order stays. */
export function nodesOfRun(nodes: readonly PipelineNode[], stage: string): PipelineNode[] {
  const wanted = new Set<PipelineNode>();
  const take = (node: PipelineNode): void => {
    if (wanted.has(node)) return;
    wanted.add(node);
    node.reads.forEach(take);
  };
  nodes.filter((node) => node.stage === stage).forEach(take);
  return nodes.filter((node) => wanted.has(node));
}

/** Whether a node is about one of these networks, or reads its attacked images. */
export function concerns({ network, attacked }: PipelineNode, networks: ReadonlySet<string>): boolean {
  return [network, attacked].some((name) => name !== undefined && networks.has(name));
}

/** Where a pipeline's nodes write, from the workspace root. */
export function outputFolder(pipeline: string, node: string): string {
  return `out/${pipeline}/${node}`;
}

/** A network as the nodes after it see it. */
interface Checkpoint {
  /** From the workspace root. */
  readonly folder: string;
  /** The node that makes it; none where it is given. */
  readonly madeBy: readonly PipelineNode[];
  /** The files that it is made of where it is given. */
  readonly files: readonly string[];
}

/** The name of a node's Nx project. */
export function projectName(pipeline: string, node: Pick<PipelineNode, 'name'>): string {
  return `${pipeline}-${node.name}`;
}

/** The root of a node's Nx project, from the workspace root; it need not exist. */
export function projectRoot(pipeline: string, node: Pick<PipelineNode, 'name'>): string {
  return `pipelines/${pipeline}/${node.name}`;
}

/**
 * The nodes of the pipeline `name`, each after those that it reads.
 * @param without networks that cannot be had now: the report is made without them, and their nodes fail when they are run
 */
export function pipelineNodes(
  name: string,
  spec: PipelineSpec,
  without: ReadonlySet<string> = new Set(),
): PipelineNode[] {
  const data: PipelineNode = {
    name: dataNode,
    stage: 'data',
    flags: commandFlags(spec.data),
    reads: [],
    files: [],
    tags: [],
  };
  const checkpoints = new Map(
    Object.entries(spec.networks).map(([id, network]) => [id, checkpointOf(name, id, network, data)]),
  );
  const checkpoint = (network: string): Checkpoint => known(checkpoints.get(network), network);
  const attacks = new Map(
    networkAttacks(spec).map((attack) => [
      attack,
      attackedNode(name, keptForTransfer(attack, spec), data, checkpoint(attack.network)),
    ]),
  );
  const attackOf = (network: string, cell: AttackCell): PipelineNode => {
    const attack = known(findAttack([...attacks.keys()], network, cell), attackNode(network, cell));
    return known(attacks.get(attack), network);
  };
  const explanations = spec.explanations.map((explanation) => {
    const { network, attack } = explanation;
    return explainedNode(name, explanation, data, checkpoint(network), attackOf(network, attack));
  });
  const audits = spec.audits.map((audit) => {
    const other = audit.from === undefined ? null : checkpoint(audit.from);
    return auditedNode(name, audit, data, checkpoint(audit.network), other);
  });
  const transfers = networkTransfers(spec).map((transfer) =>
    transferredNode(name, transfer, data, checkpoint(transfer.to), attackOf(transfer.from, transfer.cell)),
  );
  const corrupted = corruptedSplits(spec).flatMap((split) => {
    const node = corruptedNode(name, split, spec, data);
    return [node, ...split.networks.map((network) => predictedNode(name, network, split, node, checkpoint(network)))];
  });
  const makings = [...checkpoints.values()].flatMap(({ madeBy }) => madeBy);
  const before = [data, ...makings, ...attacks.values(), ...explanations, ...audits, ...transfers, ...corrupted];
  return [...before, reportedNode(name, spec, before, without)];
}

function reportedNode(
  pipeline: string,
  spec: PipelineSpec,
  before: readonly PipelineNode[],
  without: ReadonlySet<string>,
): PipelineNode {
  const left = [...without].sort().flatMap((network) => ['--without', network]);
  return {
    name: reportNode,
    stage: 'report',
    flags: [...commandFlags({ pipeline: `pipelines/${pipeline}.yaml`, in: `out/${pipeline}` }), ...left],
    reads: before.filter((node) => !concerns(node, without)),
    files: givenDescriptions(spec.networks),
    tags: [],
    section: reportSection(spec),
  };
}

function checkpointOf(pipeline: string, id: string, network: NetworkSpec, data: PipelineNode): Checkpoint {
  const folder = checkpointFolder(id, network, `out/${pipeline}`);
  const making = networkMaking(network);
  const madeBy = making === null ? [] : [madeNode(pipeline, id, making, data)];
  return { folder, madeBy, files: givenWeights(network) };
}

function madeNode(
  pipeline: string,
  network: string,
  { stage, flags }: NetworkMaking,
  data: PipelineNode,
): PipelineNode {
  const about = { name: networkNode(network, stage), stage, network, files: [], tags: [`network:${network}`] };
  if (stage === 'import' && flags['normalise'] !== DATA_NORMALISER) {
    return { ...about, flags: commandFlags(flags), reads: [] };
  }
  return { ...about, flags: commandFlags({ ...flags, data: outputFolder(pipeline, data.name) }), reads: [data] };
}

function attackedNode(
  pipeline: string,
  { network, cell, limit, keep, flags }: NetworkAttack,
  data: PipelineNode,
  { folder, madeBy, files }: Checkpoint,
): PipelineNode {
  return {
    name: attackNode(network, cell),
    stage: 'attack',
    network,
    flags: commandFlags({
      attack: 'pgd',
      ...flags,
      ...cell,
      limit,
      keep,
      data: outputFolder(pipeline, data.name),
      checkpoint: folder,
    }),
    reads: [data, ...madeBy],
    files,
    tags: cellTags(network, cell),
  };
}

function explainedNode(
  pipeline: string,
  explanation: ExplanationCell,
  data: PipelineNode,
  { folder, madeBy, files }: Checkpoint,
  attacked: PipelineNode,
): PipelineNode {
  const { network, attack, method, limit } = explanation;
  return {
    name: explainNode(explanation),
    stage: 'explain',
    network,
    flags: commandFlags({
      data: outputFolder(pipeline, data.name),
      checkpoint: folder,
      examples: outputFolder(pipeline, attacked.name),
      method,
      limit,
    }),
    reads: [data, ...madeBy, attacked],
    files,
    tags: cellTags(network, attack),
  };
}

function auditedNode(
  pipeline: string,
  { network, norm, eps, threat, from, limit, flags }: AuditSpec,
  data: PipelineNode,
  { folder, madeBy, files }: Checkpoint,
  other: Checkpoint | null,
): PipelineNode {
  const own = commandFlags({
    ...flags,
    ...{ norm, eps, threat, limit },
    data: outputFolder(pipeline, data.name),
    checkpoint: folder,
    from: other?.folder,
  });
  return {
    name: auditNode({ network, norm, eps, threat }),
    stage: 'audit',
    network,
    ...(from === undefined ? {} : { attacked: from }),
    // The stage is a subcommand of bcos-attack.
    flags: ['audit', ...own],
    reads: [data, ...madeBy, ...(other?.madeBy ?? [])],
    files: [...files, ...(other?.files ?? [])],
    tags: [`network:${network}`, `norm:${norm}`, `threat:${threat}`, ...(from === undefined ? [] : [`from:${from}`])],
  };
}

/** An attack whose images other networks evaluate keeps all of them. */
function keptForTransfer(attack: NetworkAttack, spec: PipelineSpec): NetworkAttack {
  if (!transferredAttacks(spec).has(attackNode(attack.network, attack.cell))) return attack;
  return { ...attack, keep: imagesTaken(attack, spec) ?? attack.keep };
}

function transferredNode(
  pipeline: string,
  transfer: NetworkTransfer,
  data: PipelineNode,
  { folder, madeBy, files }: Checkpoint,
  attacked: PipelineNode,
): PipelineNode {
  const { from, to, cell } = transfer;
  return {
    name: transferNode(transfer),
    stage: 'transfer',
    network: to,
    attacked: from,
    flags: commandFlags({
      data: outputFolder(pipeline, data.name),
      checkpoint: folder,
      images: outputFolder(pipeline, attacked.name),
    }),
    reads: [data, ...madeBy, attacked],
    files,
    tags: [...cellTags(to, cell), `from:${from}`],
  };
}

function corruptedNode(pipeline: string, split: CorruptedSplit, spec: PipelineSpec, data: PipelineNode): PipelineNode {
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

function predictedNode(
  pipeline: string,
  network: string,
  { corruption }: CorruptedSplit,
  data: PipelineNode,
  { folder, madeBy, files }: Checkpoint,
): PipelineNode {
  return {
    name: predictNode({ network, corruption }),
    stage: 'predict',
    network,
    flags: commandFlags({ data: outputFolder(pipeline, data.name), checkpoint: folder }),
    reads: [data, ...madeBy],
    files,
    tags: [`network:${network}`, `corruption:${corruption}`],
  };
}

function cellTags(network: string, { norm, threat }: AttackCell): string[] {
  return [`network:${network}`, `norm:${norm}`, `threat:${threat}`];
}

/** readPipeline has checked that every name refers to something. */
function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`'${name}' is not in the pipeline`);
  return value;
}
