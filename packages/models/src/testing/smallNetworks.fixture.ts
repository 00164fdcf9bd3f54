import type { Architecture } from '@bcos-bench/formats';
import { lookUp } from '@bcos-bench/vocabulary';
import { assembled, type Network } from '../network.js';
import { bcosFamily, type NetworkFamily } from '../networkFamily.js';
import { bcosConvNext } from '../networks/bcosConvNext.js';
import { bcosDenseNet } from '../networks/bcosDenseNet.js';
import { bcosNineLayer } from '../networks/bcosNineLayer.js';
import { bcosResnet, imageNetShape } from '../networks/bcosResnet.js';
import { bcosVit, type VitShape } from '../networks/bcosVit.js';
import { codaNet } from '../networks/codaNet.js';
import { groupedBottleneckBranch, wideBottleneckBranch, type ResidualBranch } from '../networks/residualBranch.js';
import { casesOf, peerNetwork, type CaseSource, type NetworkCase, type PeerNetwork } from './networkCase.fixture.js';
import { parseNormKind } from '../norms/norm.js';
import { networkFamilies } from '../registry.js';

type Family = Omit<NetworkFamily, 'describe'>;
type Build = NetworkFamily['build'];

const resnet = (branch: ResidualBranch): Family => ({
  ...bcosFamily,
  build: (options, classes, inputs) =>
    bcosResnet({ ...imageNetShape(branch, [1, 1, 1, 1]), width: 16 }, options, classes, inputs),
});

const CONVNEXT = [
  { width: 8, blocks: 1 },
  { width: 16, blocks: 1 },
  { width: 24, blocks: 2 },
  { width: 32, blocks: 1 },
];

/** The shapes of the small vision transformers. */
export const smallVits = {
  simple: { patch: 8, stem: [], width: 32, depth: 2, heads: 2, hidden: 48 },
  withStem: { patch: 1, stem: [8, 8, 16, 24, 32], width: 32, depth: 2, heads: 2, hidden: 48 },
} as const satisfies Record<string, VitShape>;

const vit = (shape: VitShape): Family => ({
  ...bcosFamily,
  build: (options, classes, inputs) => bcosVit(shape, options, classes, inputs),
});

/** A family of the registry, of other widths. */
const narrower = (name: string, build: Build): Family => ({ ...lookUp(networkFamilies, name), build });

/** Shallow and narrow networks of each family, as `bench/peers/small_networks.py` makes them with the package's constructors. */
const families: ReadonlyMap<string, Family> = new Map<string, Family>([
  ['small-bcos-resnext', resnet(groupedBottleneckBranch(4, 32))],
  ['small-bcos-wide-resnet', resnet(wideBottleneckBranch)],
  [
    'small-bcos-densenet',
    narrower('bcos-densenet121', (options, classes, inputs) =>
      bcosDenseNet({ blocks: [2, 3, 2, 2], growth: 8, width: 16 }, options, classes, inputs),
    ),
  ],
  [
    'small-bcos-convnext',
    narrower('bcos-convnext-tiny', (options, classes, inputs) => bcosConvNext(CONVNEXT, options, classes, inputs)),
  ],
  ['small-bcos-simple-vit', vit(smallVits.simple)],
  ['small-bcos-vitc', vit(smallVits.withStem)],
  [
    'small-bcos-v1-nine-layers',
    narrower('bcos-v1-nine-layers', (options, classes, inputs) => bcosNineLayer(6, options, classes, inputs)),
  ],
  [
    'small-coda-nine-layers',
    narrower('coda-nine-layers', (_options, classes, inputs) => codaNet({ width: 2, rank: 3 }, classes, inputs)),
  ],
]);

/** A small network by its architecture. */
function smallNetwork(architecture: Architecture, classes: number): Network {
  const { name, b, maxOut, norm } = architecture;
  const family = { ...lookUp(families, name), describe: name };
  return assembled({
    architecture,
    family,
    body: family.build({ b, maxOut, norm: parseNormKind(norm) }, classes, 6),
    sides: null,
    classes,
    normalisation: null,
    imageChannels: 3,
    order: {},
  });
}

/** Cases of small networks. */
export const smallSource: CaseSource = { folder: 'small', build: smallNetwork };

export const smallCases = casesOf(smallSource);

/** The small network of a case, with the weights that both sides make. */
export const networkOfCase = (networkCase: NetworkCase): PeerNetwork => peerNetwork(networkCase, smallSource);
