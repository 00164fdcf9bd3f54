import { sequential, type NetworkBody } from '../layer.js';
import { namedBlock } from '../layers/namedBlock.js';
import { linearHead } from './linearHead.js';
import { ordinaryParts } from './networkParts.js';
import { preActivationBlock, type PreActivationStyle } from './preActivation.js';

/** What a package calls the arrays of a PreActResNet outside of its blocks. */
export interface PreActResnetNames {
  readonly stem: string;
  /** The name of a block: stages and blocks are counted from 0. */
  readonly block: (stage: number, block: number) => string;
  /** The norm before the average of all pixels, which some have, with an activation after it. */
  readonly norm: string | null;
  readonly logits: string;
}

const WIDTH = 64;

/** A PreActResNet of CIFAR shape (He et al. 2016, Identity Mappings): a 3x3 stem to 64 channels and four stages. */
export function preActResnet(
  blocks: readonly number[],
  names: PreActResnetNames,
  style: PreActivationStyle,
  classes: number,
  inputs: number,
): NetworkBody {
  const places = blocks.flatMap((count, stage) => {
    const outputs = WIDTH * 2 ** stage;
    return Array.from({ length: count }, (_, block) => ({
      name: names.block(stage, block),
      inputs: block === 0 && stage > 0 ? outputs / 2 : outputs,
      outputs,
      stride: stage > 0 && block === 0 ? 2 : 1,
    }));
  });
  const outputs = WIDTH * 2 ** (blocks.length - 1);
  const features = sequential([
    ordinaryParts.conv(names.stem, inputs, WIDTH, { kernel: 3, stride: 1, padding: 1 }),
    ...places.map((place) => namedBlock(preActivationBlock(place, style), place.name)),
    ...(names.norm === null ? [] : [ordinaryParts.norm(names.norm, outputs), style.activation]),
  ]);
  return linearHead(features, outputs, classes, names.logits);
}
