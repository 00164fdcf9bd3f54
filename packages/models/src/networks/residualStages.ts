import { sequential, type Layer } from '../layer.js';
import { namedBlock } from '../layers/namedBlock.js';
import { identityShortcut, residualBlock } from '../layers/residualBlock.js';
import type { NetworkParts } from './networkParts.js';
import type { BlockPlace, ResidualBranch } from './residualBranch.js';

/** What a residual network has between its stem and its head. */
export interface ResidualShape {
  readonly branch: ResidualBranch;
  /** Blocks of each stage. */
  readonly blocks: readonly number[];
  /** Channels of the stem and planes of the first stage; each stage has twice as many as the one before. */
  readonly width: number;
}

/** How a block goes round its branch where number or size of its feature maps change. */
export type ChangingShortcut = (place: BlockPlace, parts: NetworkParts) => Layer;

/**
 * The stages `layer1`, `layer2`, … of a residual network (He et al. 2016): blocks `layer1.0`, `layer1.1`, …, a stride of 2 in
 * the first block of every stage but the first.
 */
export function residualStages(shape: ResidualShape, shortcut: ChangingShortcut, parts: NetworkParts): Layer {
  return sequential(
    placesOf(shape).map((place) => {
      const changes = place.stride !== 1 || place.inputs !== place.outputs;
      const around = changes ? shortcut(place, parts) : identityShortcut;
      const block = residualBlock(shape.branch.build(place, parts), around, (sum) => sum);
      return namedBlock(sequential([block, parts.activation]), place.name);
    }),
  );
}

/** Channels that the last stage gives. */
export function outputsOf({ branch, blocks, width }: ResidualShape): number {
  return width * 2 ** (blocks.length - 1) * branch.expansion;
}

/** A shortcut of a 1x1 convolution and a norm, named `NAME.0` and `NAME.1` in its block. */
export function convShortcut(name: string): ChangingShortcut {
  return ({ name: block, inputs, outputs, stride }, parts) => {
    const conv = parts.conv(`${block}.${name}.0`, inputs, outputs, { kernel: 1, stride, padding: 0 });
    return parts.withNorm(conv, `${block}.${name}.1`, outputs);
  };
}

function placesOf({ branch, blocks, width }: ResidualShape): BlockPlace[] {
  return blocks.flatMap((count, s) => {
    const outputs = width * 2 ** s * branch.expansion;
    const before = s === 0 ? width : outputs / 2;
    return Array.from({ length: count }, (_, i) => ({
      name: `layer${s + 1}.${i}`,
      inputs: i === 0 ? before : outputs,
      outputs,
      stride: s > 0 && i === 0 ? 2 : 1,
    }));
  });
}
