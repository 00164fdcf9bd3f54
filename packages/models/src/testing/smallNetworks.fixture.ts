import type { Architecture } from '@bcos-bench/formats';
import { lookUp } from '@bcos-bench/vocabulary';
import { assembled, type Network } from '../network.js';
import { bcosFamily, type NetworkFamily } from '../networkFamily.js';
import { bcosDenseNet } from '../networks/bcosDenseNet.js';
import { bcosResnet, imageNetShape } from '../networks/bcosResnet.js';
import { groupedBottleneckBranch, wideBottleneckBranch, type ResidualBranch } from '../networks/residualBranch.js';
import { casesOf, peerNetwork, type CaseSource, type NetworkCase, type PeerNetwork } from './networkCase.fixture.js';
import { parseNormKind } from '../norms/norm.js';

type Build = NetworkFamily['build'];

const resnet =
  (branch: ResidualBranch): Build =>
  (options, classes, inputs) =>
    bcosResnet({ ...imageNetShape(branch, [1, 1, 1, 1]), width: 16 }, options, classes, inputs);

/** Shallow and narrow networks of each family, as `bench/peers/small_networks.py` makes them with the package's constructors. */
const builds: ReadonlyMap<string, Build> = new Map<string, Build>([
  ['small-bcos-resnext', resnet(groupedBottleneckBranch(4, 32))],
  ['small-bcos-wide-resnet', resnet(wideBottleneckBranch)],
  [
    'small-bcos-densenet',
    (options, classes, inputs) =>
      bcosDenseNet({ blocks: [2, 3, 2, 2], growth: 8, width: 16 }, options, classes, inputs),
  ],
]);

/** A small network by its architecture. */
function smallNetwork(architecture: Architecture, classes: number): Network {
  const { name, b, maxOut, norm } = architecture;
  const family = { ...bcosFamily, describe: name };
  const body = lookUp(builds, name)({ b, maxOut, norm: parseNormKind(norm) }, classes, 6);
  return assembled({
    architecture,
    family,
    body,
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
