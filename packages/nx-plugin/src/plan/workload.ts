import {
  attackNode,
  measureNode,
  imagesOfSplit,
  imagesTaken,
  networkAttacks,
  type AttackCell,
  type MeasureSpec,
  type PipelineNode,
  type PipelineSpec,
} from '@bcos-bench/pipeline';

/** How much an attack, a training or a measurement has to compute, in the unit in which `bcos-attack rate` and its kin measure. */
export interface Workload {
  readonly node: PipelineNode;
  readonly stage: 'attack' | 'measure' | 'train';
  readonly network: string;
  /** What says what one of the amount costs: an attack's name and options, the methods and measures of a measurement; null for a training. */
  readonly kind: string | null;
  /** Image-steps of an attack; images of a measurement; images an epoch of a training. */
  readonly amount: number;
}

/**
 * What the nodes have to compute that take long. The sizes of splits are those that the pipeline says, or that are known of the
 * data set; where neither is so, what depends on them is left out.
 */
export function workloads(nodes: readonly PipelineNode[], spec: PipelineSpec): Workload[] {
  const epoch = imagesOfSplit(spec, 'train');
  const attacks = new Map(networkAttacks(spec).map((attack) => [attackNode(attack.network, attack.cell), attack]));
  const measures = new Map(spec.measures.map((measure) => [measureNode(measure), measure]));
  return nodes.flatMap((node): Workload[] => {
    const { network, stage } = node;
    if (network === undefined) return [];
    if (stage === 'train' && epoch !== null) return [{ node, stage, network, kind: null, amount: epoch }];
    const measure = measures.get(node.name);
    if (stage === 'measure' && measure !== undefined) {
      const images = imagesTaken(measure, spec) ?? measure.limit;
      return [{ node, stage, network, kind: measureKind(measure), amount: images }];
    }
    const attack = attacks.get(node.name);
    if (stage !== 'attack' || attack === undefined) return [];
    const images = imagesTaken(attack, spec);
    if (images === null) return [];
    const amount = images * attack.cell.steps * (attack.cell.restarts ?? 1);
    return [{ node, stage, network, kind: attackKind(attack.cell), amount }];
  });
}

/** Attacks of the same kind cost the same an image-step. Left out is what hardly matters: norm, radius, threat. */
function attackKind({ attack = 'pgd', members, targets, queries }: AttackCell): string {
  const options = Object.entries({ members, targets, queries }).filter(([, value]) => value !== undefined);
  return [attack, ...options.map(([name, value]) => `${name} ${value}`)].join(', ');
}

/** Measurements of the same kind cost the same an image. */
function measureKind({ methods, measures }: MeasureSpec): string {
  return `${methods?.join(' ') ?? 'all methods'}, ${measures?.join(' ') ?? 'all measures'}`;
}
