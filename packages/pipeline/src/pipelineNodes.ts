import { findAttack, networkAttacks, type NetworkAttack } from './attackGrid.js';
import { commandFlags, type Flags } from './commandFlags.js';
import { attackNode, dataNode, explainNode, networkNode, reportNode } from './nodeName.js';
import type { ExplanationCell, PipelineSpec } from './pipelineSchema.js';
import { reportSection } from './reportSection.js';
import type { StageName } from './stages.js';

/** One node of a pipeline: a run of a stage's command. */
export interface PipelineNode {
  /** Its name within the pipeline and of its folder in `out/PIPELINE/`. */
  readonly name: string;
  readonly stage: StageName;
  /** The words of its command line, but for `--out`. */
  readonly flags: readonly string[];
  /** The nodes that it reads. */
  readonly reads: readonly PipelineNode[];
  /** What it reads of the pipeline's file itself. */
  readonly section?: string;
}

/** Where a pipeline's nodes write, from the workspace root. */
export function outputFolder(pipeline: string, node: string): string {
  return `out/${pipeline}/${node}`;
}

/** The nodes of the pipeline `name`, each after those that it reads. */
export function pipelineNodes(name: string, spec: PipelineSpec): PipelineNode[] {
  const data: PipelineNode = { name: dataNode, stage: 'data', flags: commandFlags(spec.data), reads: [] };
  const trainings = new Map(
    Object.entries(spec.networks).map(([network, { train }]) => [network, trainNode(name, network, train, data)]),
  );
  const trained = (network: string): PipelineNode => known(trainings.get(network), network);
  const attacks = new Map(
    networkAttacks(spec).map((attack) => [attack, attackedNode(name, attack, data, trained(attack.network))]),
  );
  const explanations = spec.explanations.map((explanation) => {
    const { network, attack: cell } = explanation;
    const attack = known(findAttack([...attacks.keys()], network, cell), attackNode(network, cell));
    return explainedNode(name, explanation, data, trained(network), known(attacks.get(attack), network));
  });
  const before = [data, ...trainings.values(), ...attacks.values(), ...explanations];
  const flags = commandFlags({ pipeline: `pipelines/${name}.yaml`, in: `out/${name}` });
  return [...before, { name: reportNode, stage: 'report', flags, reads: before, section: reportSection(spec) }];
}

function trainNode(pipeline: string, network: string, flags: Flags, data: PipelineNode): PipelineNode {
  return {
    name: networkNode(network),
    stage: 'train',
    flags: commandFlags({ ...flags, data: outputFolder(pipeline, data.name) }),
    reads: [data],
  };
}

function attackedNode(
  pipeline: string,
  { network, cell, limit, keep, flags }: NetworkAttack,
  data: PipelineNode,
  trained: PipelineNode,
): PipelineNode {
  return {
    name: attackNode(network, cell),
    stage: 'attack',
    flags: commandFlags({
      attack: 'pgd',
      ...flags,
      ...cell,
      limit,
      keep,
      data: outputFolder(pipeline, data.name),
      checkpoint: outputFolder(pipeline, trained.name),
    }),
    reads: [data, trained],
  };
}

function explainedNode(
  pipeline: string,
  { network, attack, limit }: ExplanationCell,
  data: PipelineNode,
  trained: PipelineNode,
  attacked: PipelineNode,
): PipelineNode {
  return {
    name: explainNode(network, attack),
    stage: 'explain',
    flags: commandFlags({
      data: outputFolder(pipeline, data.name),
      checkpoint: outputFolder(pipeline, trained.name),
      examples: outputFolder(pipeline, attacked.name),
      limit,
    }),
    reads: [data, trained, attacked],
  };
}

/** readPipeline has checked that every name refers to something. */
function known<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new Error(`'${name}' is not in the pipeline`);
  return value;
}
