import { nameRemedy, UsageFault, requireWhole } from '@bcos-bench/vocabulary';
import type { Architecture } from '@bcos-bench/formats';
import { defenceOf } from './defences/registry.js';
import { bcosImageNetNetworks } from './families/bcosImageNetNetworks.js';
import { bcosVits } from './families/bcosVits.js';
import { kuangliuNetworks } from './families/kuangliuNetworks.js';
import { nineLayerNetworks } from './families/nineLayerNetworks.js';
import { preActResnets } from './families/preActResnets.js';
import { torchvisionNetworks } from './families/torchvisionNetworks.js';
import { wideResnets } from './families/wideResnets.js';
import { bcosFamily, ordinaryFamily, type NetworkFamily, type Row } from './networkFamily.js';
import { bcosResnet, cifarShape, imageNetShape } from './networks/bcosResnet.js';
import { VGG_11, bcosVgg } from './networks/bcosVgg.js';
import { cifarResnet } from './networks/cifarResnet.js';
import { basicBranch, bottleneckBranch } from './networks/residualBranch.js';
import { robustnessResnet } from './networks/robustnessResnet.js';
import { parseNormKind } from './norms/norm.js';

/** The depths of CIFAR shape. Depth 6n+2 has n blocks in each of three stages. */
const CIFAR_DEPTHS = [8, 14, 20, 32, 44, 56, 110];
const blocksOf = (depth: number): number => (depth - 2) / 6;

/** The depths of ImageNet shape: what a block is, and how many each of the four stages has. */
const IMAGENET_DEPTHS = [
  [18, basicBranch, [2, 2, 2, 2]],
  [34, basicBranch, [3, 4, 6, 3]],
  [50, bottleneckBranch, [3, 4, 6, 3]],
  [101, bottleneckBranch, [3, 4, 23, 3]],
  [152, bottleneckBranch, [3, 8, 36, 3]],
] as const;

/** The depths that the robustness package has too. */
const ROBUSTNESS_DEPTHS = IMAGENET_DEPTHS.slice(0, 3);

/** The smallest images of which the poolings of a VGG leave a pixel. */
const LEAST_OF_VGG = 32;

/** CIFAR-10's means and deviations as `robustness.datasets` has them. */
const ROBUSTNESS_CIFAR = { mean: [0.4914, 0.4822, 0.4465], std: [0.2023, 0.1994, 0.201] };

const rows: readonly Row[] = [
  ...CIFAR_DEPTHS.map((depth): Row => [
    `bcos-resnet${depth}`,
    {
      ...bcosFamily,
      describe: `B-cos ResNet-${depth} of CIFAR shape`,
      build: (options, classes, inputs) => bcosResnet(cifarShape(blocksOf(depth)), options, classes, inputs),
    },
  ]),
  ...IMAGENET_DEPTHS.map(([depth, branch, blocks]): Row => [
    `bcos-resnet${depth}`,
    {
      ...bcosFamily,
      describe: `B-cos ResNet-${depth} of ImageNet shape`,
      build: (options, classes, inputs) => bcosResnet(imageNetShape(branch, blocks), options, classes, inputs),
    },
  ]),
  ...bcosImageNetNetworks,
  ...bcosVits,
  [
    'bcos-vgg11-bnu',
    {
      ...bcosFamily,
      describe: 'B-cos VGG-11 with uncentred BatchNorm',
      norm: 'bnu-linear',
      leastSide: LEAST_OF_VGG,
      build: (options, classes, inputs) => bcosVgg(VGG_11, options, classes, inputs),
    },
  ],
  ...nineLayerNetworks,
  ...CIFAR_DEPTHS.map((depth): Row => [
    `resnet${depth}`,
    {
      ...ordinaryFamily,
      describe: `ResNet-${depth} of He et al., CIFAR shape`,
      build: (_options, classes, inputs) => cifarResnet(blocksOf(depth), classes, inputs),
    },
  ]),
  ...ROBUSTNESS_DEPTHS.map(([depth, branch, blocks]): Row => [
    `resnet${depth}`,
    {
      ...ordinaryFamily,
      describe: `ResNet-${depth} of the robustness package`,
      normalisation: ROBUSTNESS_CIFAR,
      build: (_options, classes, inputs) => robustnessResnet(branch, blocks, classes, inputs),
    },
  ]),
  ...preActResnets,
  ...wideResnets,
  ...kuangliuNetworks,
  ...torchvisionNetworks,
];

/** Every architecture by name. */
export const networkFamilies: ReadonlyMap<string, NetworkFamily> = new Map(rows);

/** What may be said of an architecture beside its name. */
export interface ArchitectureChoices {
  readonly b?: number | undefined;
  readonly maxOut?: number | undefined;
  readonly norm?: string | undefined;
}

/**
 * An architecture by name, with what its family has where nothing is chosen: exponent 2 (1 for ordinary networks), the
 * family's MaxOut and norm.
 * @throws UsageFault for an unknown name, or for a choice that the family does not take
 */
export function architectureNamed(name: string, { b, maxOut, norm }: ArchitectureChoices): Architecture {
  const family = familyNamed(name);
  const architecture = {
    name,
    b: b ?? (family.bcos ? 2 : 1),
    maxOut: maxOut ?? family.maxOut,
    norm: norm ?? family.norm,
  };
  familyOf(architecture);
  return architecture;
}

/**
 * The family of an architecture, its parameters checked.
 * @throws UsageFault for an unknown name, for `b`, `maxOut` or `norm` that the family does not take, or for a defence that cannot be
 */
export function familyOf({ name, b, maxOut, norm, defence }: Architecture): NetworkFamily {
  const family = familyNamed(name);
  const kind = parseNormKind(norm);
  if (!family.bcos && (b !== 1 || maxOut !== 1 || kind !== 'none')) {
    throw new UsageFault({
      what: `${name} has no B-cos layers`,
      where: '--b, --max-out, --norm',
      remedy: 'leave these flags out',
    });
  }
  if (!(b >= 1 && Number.isFinite(b)))
    throw new UsageFault({ what: `${b} is not an exponent of at least 1`, where: '--b' });
  requireOneOf(name, 'exponent', '--b', b, family.exponents);
  requireOneOf(name, 'norm', '--norm', kind, family.norms);
  requireWhole('--max-out', maxOut, 1);
  defenceOf(defence);
  return family;
}

/** @throws UsageFault unless a family has the value, or takes all */
function requireOneOf<T extends string | number>(
  name: string,
  kind: string,
  flag: string,
  value: T,
  all: readonly T[] | null,
): void {
  if (all === null || all.includes(value)) return;
  throw new UsageFault({ what: `${name} has no ${kind} ${value}`, where: flag, remedy: `one of ${all.join(', ')}` });
}

function familyNamed(name: string): NetworkFamily {
  const family = networkFamilies.get(name);
  if (family !== undefined) return family;
  throw new UsageFault({
    what: `'${name}' is not an architecture`,
    where: '--arch',
    remedy: nameRemedy(name, [...networkFamilies.keys()]),
  });
}
