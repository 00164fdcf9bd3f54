import {
  networkAttacks,
  attackNode,
  WHOLE_SPLITS,
  type AttackCell,
  type PipelineNode,
  type PipelineSpec,
  type SplitSizes,
} from '@bcos-bench/pipeline';

/** How much an attack or a training has to compute, in the unit in which `bcos-attack rate` or `bcos-train rate` measures. */
export interface Workload {
  readonly node: PipelineNode;
  readonly stage: 'attack' | 'train';
  readonly network: string;
  /** An attack's name and the options that say what an image-step of it costs; null for a training. */
  readonly attack: string | null;
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
    if (stage === 'train' && sizes.train !== undefined)
      return [{ node, stage, network, attack: null, amount: sizes.train }];
    const attack = attacks.get(node.name);
    if (stage !== 'attack' || attack === undefined) return [];
    const images = Math.min(attack.limit ?? Infinity, sizes.test ?? Infinity);
    if (images === Infinity) return [];
    const amount = images * attack.cell.steps * (attack.cell.restarts ?? 1);
    return [{ node, stage, network, attack: attackKind(attack.cell), amount }];
  });
}

/** Attacks of the same kind cost the same an image-step. Left out is what hardly matters: norm, radius, threat. */
function attackKind({ attack = 'pgd', members, targets, queries }: AttackCell): string {
  const options = Object.entries({ members, targets, queries }).filter(([, value]) => value !== undefined);
  return [attack, ...options.map(([name, value]) => `${name} ${value}`)].join(', ');
}

function splitSizes({ data }: PipelineSpec): Partial<SplitSizes> {
  const whole = WHOLE_SPLITS[data.dataset];
  const sizeOf = (said: unknown, all: number | undefined): number | undefined =>
    typeof said === 'number' ? said : all;
  const [train, test] = [sizeOf(data['train'], whole?.train), sizeOf(data['test'], whole?.test)];
  return { ...(train !== undefined && { train }), ...(test !== undefined && { test }) };
}
