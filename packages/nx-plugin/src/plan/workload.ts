import {
  attackNode,
  imagesOfSplit,
  imagesTaken,
  networkAttacks,
  type AttackCell,
  type PipelineNode,
  type PipelineSpec,
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
  const epoch = imagesOfSplit(spec, 'train');
  const attacks = new Map(networkAttacks(spec).map((attack) => [attackNode(attack.network, attack.cell), attack]));
  return nodes.flatMap((node): Workload[] => {
    const { network, stage } = node;
    if (network === undefined) return [];
    if (stage === 'train' && epoch !== null) return [{ node, stage, network, attack: null, amount: epoch }];
    const attack = attacks.get(node.name);
    if (stage !== 'attack' || attack === undefined) return [];
    const images = imagesTaken(attack, spec);
    if (images === null) return [];
    const amount = images * attack.cell.steps * (attack.cell.restarts ?? 1);
    return [{ node, stage, network, attack: attackKind(attack.cell), amount }];
  });
}

/** Attacks of the same kind cost the same an image-step. Left out is what hardly matters: norm, radius, threat. */
function attackKind({ attack = 'pgd', members, targets, queries }: AttackCell): string {
  const options = Object.entries({ members, targets, queries }).filter(([, value]) => value !== undefined);
  return [attack, ...options.map(([name, value]) => `${name} ${value}`)].join(', ');
}
