import {
  networkAttacks,
  attackNode,
  WHOLE_SPLITS,
  type PipelineNode,
  type PipelineSpec,
  type SplitSizes,
} from '@bcos-bench/pipeline';

/** How much an attack or a training has to compute, in the unit in which `bcos-attack rate` or `bcos-train rate` measures. */
export interface Workload {
  readonly node: PipelineNode;
  readonly stage: 'attack' | 'train';
  readonly network: string;
  /** Image-steps of an attack; images an epoch of a training. */
  readonly amount: number;
}

/**
 * What the nodes have to compute that take long. The sizes of splits are those that the pipeline says, or that are known of the
 * data set; where neither is so, what depends on them is left out.
 */
export function workloads(nodes: readonly PipelineNode[], spec: PipelineSpec): Workload[] {
  const sizes = splitSizes(spec);
  const attacks = new Map(networkAttacks(spec).map((attack) => [attackNode(attack.network, attack.cell), attack]));
  return nodes.flatMap((node): Workload[] => {
    const { network, stage } = node;
    if (network === undefined) return [];
    if (stage === 'train' && sizes.train !== undefined) return [{ node, stage, network, amount: sizes.train }];
    const attack = attacks.get(node.name);
    if (stage !== 'attack' || attack === undefined) return [];
    const images = Math.min(attack.limit ?? Infinity, sizes.test ?? Infinity);
    if (images === Infinity) return [];
    return [{ node, stage, network, amount: images * attack.cell.steps * (attack.cell.restarts ?? 1) }];
  });
}

function splitSizes({ data }: PipelineSpec): Partial<SplitSizes> {
  const whole = WHOLE_SPLITS[data.dataset];
  const sizeOf = (said: unknown, all: number | undefined): number | undefined =>
    typeof said === 'number' ? said : all;
  const [train, test] = [sizeOf(data['train'], whole?.train), sizeOf(data['test'], whole?.test)];
  return { ...(train !== undefined && { train }), ...(test !== undefined && { test }) };
}
