import { sequential, type Layer, type NetworkBody } from '../layer.js';
import { startingKernels } from '../layers/kernelStart.js';
import { layerScale } from '../layers/layerScale.js';
import { identityShortcut, residualBlock } from '../layers/residualBlock.js';
import { normLayer } from '../norms/norm.js';
import { bcosParts, type BcosOptions, type NetworkParts } from './networkParts.js';
import { pooledHead } from './pooledHead.js';

/** A stage of a ConvNeXt (Liu et al. 2022): channels, and blocks. */
export interface ConvNextStage {
  readonly width: number;
  readonly blocks: number;
}

const POINT = { kernel: 1, stride: 1, padding: 0 };
/** How many times as wide a block is between its two 1x1 convolutions. */
const EXPANSION = 4;
/** The package's position norms have this epsilon in ConvNeXts alone; its other norms have 1e-5 there too. */
const POSITION_EPSILON = 1e-6;

/** The B-cos ConvNeXt of `bcos.models.convnext`, without its stochastic depth, which leaves out blocks at random in training. */
export function bcosConvNext(
  stages: readonly ConvNextStage[],
  options: BcosOptions,
  classes: number,
  inputs: number,
): NetworkBody {
  const parts = convNextParts(options);
  let channels = inputs;
  const layers = stages.flatMap(({ width, blocks }, s) => {
    const into = s === 0 ? stem(channels, width, parts) : downsampling(s, channels, width, parts);
    channels = width;
    // The stem has the places 0 and 1 of the package's list, and what stands before each other stage has one.
    const place = 2 * s + 2;
    return [into, ...Array.from({ length: blocks }, (_, i) => block(`features.${place}.${i}`, width, parts))];
  });
  const classifier = [parts.norm('classifier.0', channels), parts.conv('classifier.1', channels, classes, POINT)];
  return pooledHead(sequential(layers), sequential(classifier));
}

/** Kernels begin narrow. */
function convNextParts(options: BcosOptions): NetworkParts {
  const parts = bcosParts(options);
  const epsilon = options.norm === 'pn-linear' ? POSITION_EPSILON : undefined;
  return {
    ...parts,
    conv: (...place) => startingKernels(parts.conv(...place), 'narrow-normal'),
    norm: (name, channels) => normLayer(options.norm, name, channels, epsilon),
  };
}

function stem(inputs: number, width: number, parts: NetworkParts): Layer {
  return sequential([
    parts.conv('features.0', inputs, width, { kernel: 4, stride: 4, padding: 0 }),
    parts.norm('features.1', width),
  ]);
}

/** What stands before stage `s`, counted from 0. */
function downsampling(s: number, inputs: number, width: number, parts: NetworkParts): Layer {
  const name = `features.${2 * s + 1}`;
  return sequential([
    parts.norm(`${name}.0`, inputs),
    parts.conv(`${name}.1`, inputs, width, { kernel: 2, stride: 2, padding: 0 }),
  ]);
}

/** A convolution of each channel by itself, and two of each pixel by itself. */
function block(name: string, width: number, parts: NetworkParts): Layer {
  const branch = sequential([
    parts.conv(`${name}.block.0`, width, width, { kernel: 7, stride: 1, padding: 3, groups: width }),
    parts.norm(`${name}.block.1`, width),
    parts.conv(`${name}.block.2`, width, EXPANSION * width, POINT),
    parts.conv(`${name}.block.3`, EXPANSION * width, width, POINT),
  ]);
  return residualBlock(layerScale(branch, name, width), identityShortcut, (sum) => sum);
}
