import { sequential, type Layer } from '../layer.js';
import type { GroupedGeometry } from '../ops/convGeometry.js';
import type { NetworkParts } from './networkParts.js';

/** Where a residual block stands: its name, and the channels and stride that it has there. */
export interface BlockPlace {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly stride: number;
}

/** What a residual block computes beside its shortcut. */
export interface ResidualBranch {
  /** How many times its planes a block has outputs. */
  readonly expansion: number;
  readonly build: (place: BlockPlace, parts: NetworkParts) => Layer;
}

const THREE = { kernel: 3, padding: 1 };
const POINT = { kernel: 1, padding: 0 };

/** Two 3x3 convolutions, the stride on the first (He et al. 2016, `BasicBlock`). */
export const basicBranch: ResidualBranch = {
  expansion: 1,
  build: ({ name, inputs, outputs, stride }, parts) =>
    sequential([
      normed(`${name}.`, 1, inputs, outputs, { ...THREE, stride }, parts),
      parts.activation,
      normed(`${name}.`, 2, outputs, outputs, { ...THREE, stride: 1 }, parts),
    ]),
};

/** How many times its planes a bottleneck has outputs. */
const EXPANSION = 4;

/**
 * 1x1, 3x3 and 1x1, the stride on the 3x3 as in torchvision (`Bottleneck`).
 * @param width channels between, for each of the planes
 * @param groups of these channels, that the 3x3 convolution does not mix
 */
const bottleneckOf = (width: number, groups = 1): ResidualBranch => ({
  expansion: EXPANSION,
  build: ({ name, inputs, outputs, stride }, parts) => {
    const planes = (outputs / EXPANSION) * width;
    return sequential([
      normed(`${name}.`, 1, inputs, planes, { ...POINT, stride: 1 }, parts),
      parts.activation,
      normed(`${name}.`, 2, planes, planes, { ...THREE, stride, groups }, parts),
      parts.activation,
      normed(`${name}.`, 3, planes, outputs, { ...POINT, stride: 1 }, parts),
    ]);
  },
});

/** Of ResNets. */
export const bottleneckBranch = bottleneckOf(1);

/** Of torchvision's WideResNets, which are twice as wide between (Zagoruyko and Komodakis 2016). */
export const wideBottleneckBranch = bottleneckOf(2);

/** Planes of which a width is said: those of the first stage. */
const FIRST_PLANES = 64;

/** Of ResNeXts (Xie et al. 2017): in the first stage, each of the groups has `groupWidth` channels. */
export function groupedBottleneckBranch(groups: number, groupWidth: number): ResidualBranch {
  return bottleneckOf((groups * groupWidth) / FIRST_PLANES, groups);
}

/** Convolution and norm number `i` of what `prefix` names: `PREFIXconvI` and `PREFIXbnI`, as all the packages call them. */
export function normed(
  prefix: string,
  i: number,
  inputs: number,
  outputs: number,
  geometry: GroupedGeometry,
  parts: NetworkParts,
): Layer {
  return parts.withNorm(parts.conv(`${prefix}conv${i}`, inputs, outputs, geometry), `${prefix}bn${i}`, outputs);
}
