import type { AttackCell } from '../schema/attackCell.js';
import type { PipelineSpec } from '../schema/pipelineSchema.js';
import { findAttack, networkAttacks, type NetworkAttack } from './attackGrid.js';
import { attackedNode, auditedNode, explainedNode } from './attackNodes.js';
import { checkpointsOf, type Checkpoint } from './checkpoint.js';
import { commandFlags } from './commandFlags.js';
import { corruptedSplits } from './corruptions.js';
import { detectedNode } from './detectedNode.js';
import { checkedNode, corruptedNode, predictedNode, transferredNode } from './evaluationNodes.js';
import { imagesTaken } from './imagesOfSplit.js';
import { readOfGiven } from './networkSource.js';
import { measuredNode } from './measuredNode.js';
import { attackNode, dataNode, reportNode } from './nodeName.js';
import { concerns, type PipelineNode } from './pipelineNode.js';
import { reportSection } from './reportSection.js';
import { networkTransfers, transferredAttacks } from './transfers.js';

/** The package whose code runs in the page of a report with `live:`. */
const LIVE = 'live';

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
  const checkpoints = checkpointsOf(name, spec.networks, data);
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
  const checks = spec.checks.map((check) => checkedNode(name, check, data, checkpoint(check.network)));
  const audits = spec.audits.map((audit) => {
    const other = audit.from === undefined ? null : checkpoint(audit.from);
    return auditedNode(name, audit, data, checkpoint(audit.network), other);
  });
  const measures = spec.measures.map((measure) => measuredNode(name, measure, data, checkpoint(measure.network)));
  const detections = spec.detections.map((detection) => {
    const { network, attack } = detection;
    return detectedNode(name, detection, data, checkpoint(network), attackOf(network, attack));
  });
  const transfers = networkTransfers(spec).map((transfer) =>
    transferredNode(name, transfer, data, checkpoint(transfer.to), attackOf(transfer.from, transfer.cell)),
  );
  const corrupted = corruptedSplits(spec).flatMap((split) => {
    const node = corruptedNode(name, split, spec, data);
    return [node, ...split.networks.map((network) => predictedNode(name, network, split, node, checkpoint(network)))];
  });
  const makings = [...checkpoints.values()].flatMap(({ madeBy }) => madeBy);
  const before = [
    ...[data, ...makings, ...attacks.values(), ...explanations, ...measures, ...audits],
    ...[...detections, ...transfers, ...corrupted],
  ];
  // No report reads a check.
  return [...before, ...checks, reportedNode(name, spec, before, without)];
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
    files: readOfGiven(spec.networks, spec.report.live),
    tags: [],
    section: reportSection(spec),
    requests: spec.report.live.length > 0 ? [LIVE] : [],
  };
}

/** An attack whose images other networks evaluate keeps all of them. */
function keptForTransfer(attack: NetworkAttack, spec: PipelineSpec): NetworkAttack {
  if (!transferredAttacks(spec).has(attackNode(attack.network, attack.cell))) return attack;
  return { ...attack, keep: imagesTaken(attack, spec) ?? attack.keep };
}

/** readPipeline has checked that every name refers to something. */
function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`'${name}' is not in the pipeline`);
  return value;
}
