import { sequential, type NetworkBody } from '../layer.js';
import { linearHead } from './linearHead.js';
import { ordinaryParts } from './networkParts.js';
import { preActivationBlock, type PreActivationStyle } from './preActivation.js';

/** What a package calls the arrays of a WideResNet outside of its blocks. */
export interface WideResnetNames {
  readonly stem: string;
  /** The name of a block: stages and blocks are counted from 0. */
  readonly block: (stage: number, block: number) => string;
  readonly norm: string;
  readonly logits: string;
}

/** Depth 6n+4 has n blocks in each of three stages; the width multiplies their channels. */
export interface WideResnetSize {
  readonly depth: number;
  readonly width: number;
}

const STEM = 16;

/** A WideResNet of CIFAR shape (Zagoruyko and Komodakis 2016), without dropout. */
export function wideResnet(
  { depth, width }: WideResnetSize,
  names: WideResnetNames,
  style: PreActivationStyle,
  classes: number,
  inputs: number,
): NetworkBody {
  const blocks = (depth - 4) / 6;
  const outputsOf = (stage: number): number => (stage < 0 ? STEM : STEM * width * 2 ** stage);
  const places = [0, 1, 2].flatMap((stage) =>
    Array.from({ length: blocks }, (_, block) => ({
      name: names.block(stage, block),
      inputs: outputsOf(block === 0 ? stage - 1 : stage),
      outputs: outputsOf(stage),
      stride: stage > 0 && block === 0 ? 2 : 1,
    })),
  );
  const features = sequential([
    ordinaryParts.conv(names.stem, inputs, STEM, { kernel: 3, stride: 1, padding: 1 }),
    ...places.map((place) => preActivationBlock(place, style)),
    ordinaryParts.norm(names.norm, outputsOf(2)),
    style.activation,
  ]);
  return linearHead(features, outputsOf(2), classes, names.logits);
}
