import { UsageFault, requireWhole, type Architecture, type Model, type TrainingLoss } from '@bcos-bench/stage';
import type { NetworkBody } from './layer.js';
import { bcosResnet } from './networks/bcosResnet.js';
import { cifarResnet } from './networks/cifarResnet.js';

/** What an architecture's name stands for. */
export interface NetworkFamily {
  readonly describe: string;
  readonly encoding: Model['encoding'];
  readonly loss: TrainingLoss;
  /** Whether `b`, `maxOut` and `norm` mean something to it. */
  readonly bcos: boolean;
  readonly build: (architecture: Architecture, classes: number) => NetworkBody;
}

/** The depths of CIFAR shape. */
const DEPTHS = [8, 14, 20, 32, 44, 56, 110];

/** Depth 6n+2 has n blocks in each of three stages. */
const blocksOf = (depth: number): number => (depth - 2) / 6;

const bcosFamilies = DEPTHS.map((depth): [string, NetworkFamily] => [
  `bcos-resnet${depth}`,
  {
    describe: `B-cos ResNet-${depth} of CIFAR shape`,
    encoding: 'rgb+inverse',
    loss: 'bce',
    bcos: true,
    build: (architecture, classes) => bcosResnet(blocksOf(depth), classes, architecture),
  },
]);

const ordinaryFamilies = DEPTHS.map((depth): [string, NetworkFamily] => [
  `resnet${depth}`,
  {
    describe: `ResNet-${depth} of He et al., CIFAR shape`,
    encoding: 'rgb',
    loss: 'cross-entropy',
    bcos: false,
    build: (_architecture, classes) => cifarResnet(blocksOf(depth), classes),
  },
]);

/** Every architecture by name. */
export const networkFamilies: ReadonlyMap<string, NetworkFamily> = new Map([...bcosFamilies, ...ordinaryFamilies]);

/**
 * The family of an architecture, its parameters checked.
 * @throws UsageFault for an unknown name, or for `b`, `maxOut` or `norm` that the family does not take
 */
export function familyOf({ name, b, maxOut, norm }: Architecture): NetworkFamily {
  const family = networkFamilies.get(name);
  if (family === undefined) {
    throw new UsageFault({
      what: `'${name}' is no architecture`,
      where: '--arch',
      remedy: `one of ${[...networkFamilies.keys()].join(', ')}`,
    });
  }
  if (!family.bcos && (b !== 1 || maxOut !== 1)) {
    throw new UsageFault({
      what: `${name} has no B-cos layers`,
      where: '--b, --max-out',
      remedy: 'leave these flags out',
    });
  }
  if (!(b >= 1 && Number.isFinite(b)))
    throw new UsageFault({ what: `${b} is no exponent of at least 1`, where: '--b' });
  requireWhole('--max-out', maxOut, 1);
  if (norm !== 'none') {
    throw new UsageFault({ what: `'${norm}' is not known to ${name}`, where: '--norm', remedy: "use 'none'" });
  }
  return family;
}
