import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import type { Architecture, Model, TrainingLoss } from '@bcos-bench/formats';
import type { ImageChannels, Normalisation } from '@bcos-bench/vocabulary';
import { defenceOf } from './defences/registry.js';
import { inputChannels } from './encoding.js';
import type { ForwardPass, Mode, NetworkBody, ParameterSpec } from './layer.js';
import type { NetworkFamily } from './networkFamily.js';
import type { BcosOptions } from './networks/networkParts.js';
import { parseNormKind } from './norms/norm.js';
import { inChannelOrder, inClassOrder, type ReadingOrder } from './readingOrder.js';
import { familyOf } from './registry.js';

/** Weights by PyTorch's names, in TensorFlow's layout. */
export type Weights = ReadonlyMap<string, Tensor>;

export type { Normalisation };

/** What a network is loaded for: to be used as it is, or to be trained. */
export type Purpose = 'use' | 'train';

/** A network: an architecture with its encoding and normaliser, but without weights. */
export interface Network {
  readonly architecture: Architecture;
  readonly encoding: Model['encoding'];
  /** Channels of an image. */
  readonly imageChannels: ImageChannels;
  /** Channels of its input: those of the image, or twice as many with the inverses. */
  readonly channels: number;
  /** Rows and columns that an image has at least. */
  readonly leastSide: number;
  /** Rows and columns of an image are multiples of it. */
  readonly sideUnit: number;
  /** The rows and columns of all images that it takes; null where it takes images of any size. */
  readonly sides: readonly [rows: number, columns: number] | null;
  /** The loss that it is trained and, unless asked otherwise, attacked with. */
  readonly loss: TrainingLoss;
  /** What the logit layer adds to every logit: the part of it that no explanation explains. */
  readonly logitBias: number;
  readonly parameters: readonly ParameterSpec[];
  /** Whether it draws random numbers in each forward pass: see `PassInputs`. */
  readonly draws: boolean;
  /** Logits [N,classes] of encoded images [N,rows,columns,channels] in [0,1]. */
  logits(x: Tensor4D, weights: Weights, mode: Mode, inputs?: PassInputs): Tensor2D;
}

/** What some forward passes are given besides images and weights. */
export interface PassInputs {
  /** Takes the running statistics of a training pass. */
  readonly observe?: ForwardPass['observe'];
  /** Standard normal numbers of the shape of the images, for a network that draws. */
  readonly noise?: Tensor4D | undefined;
  /** Sees the last feature maps, and may put others in their place. */
  readonly features?: ForwardPass['features'];
  /** Sees the feature maps after each block, and may put others in their place. */
  readonly block?: ForwardPass['block'];
}

/**
 * Builds a network from its architecture.
 * @param imageChannels channels of the images: 3 unless said
 * @param order of its channels and outputs, where it is not ours
 * @throws UsageFault where the registry has no such name, or the parameters do not suit it
 */
export function buildNetwork(
  architecture: Architecture,
  classes: number,
  normalisation: Normalisation,
  imageChannels: ImageChannels = 3,
  order: ReadingOrder = {},
): Network {
  const family = familyOf(architecture);
  const body = family.build(optionsOf(architecture), classes, inputChannels(family.encoding, imageChannels));
  return assembled({ architecture, family, body, sides: null, classes, normalisation, imageChannels, order });
}

/** What a network is put together from. */
export interface NetworkPieces {
  readonly architecture: Architecture;
  readonly family: Omit<NetworkFamily, 'build'>;
  readonly body: NetworkBody;
  readonly sides: Network['sides'];
  readonly classes: number;
  readonly normalisation: Normalisation;
  readonly imageChannels: ImageChannels;
  readonly order: ReadingOrder;
}

/** A body with what stands around it: normaliser, logit layer, defence. */
export function assembled(pieces: NetworkPieces): Network {
  const { architecture, family, body, sides, classes, normalisation, imageChannels, order } = pieces;
  const { temperature, bias } = family.logitLayer(classes, architecture.b);
  const defence = defenceOf(architecture.defence);
  return {
    architecture,
    encoding: family.encoding,
    imageChannels,
    channels: inputChannels(family.encoding, imageChannels),
    leastSide: family.leastSide,
    sideUnit: family.sideUnit,
    sides,
    loss: family.loss,
    logitBias: bias,
    parameters: body.parameters,
    draws: defence.draws,
    logits: (x, weights, mode, { observe = () => undefined, noise, features = unchanged, block = unchanged } = {}) => {
      const pass: ForwardPass = {
        mode,
        kernel: (name) => weightOf(weights, name, isKernel),
        matrix: (name) => weightOf(weights, name, isMatrix),
        vector: (name) => weightOf(weights, name, isVector),
        array: (name) => weightOf(weights, name, isAny),
        observe,
        features,
        block,
      };
      const seen = inChannelOrder(normalised(defence.input(x, noise), normalisation), order, imageChannels);
      return defence.logits(inClassOrder(logitLayer(body.scores(seen, pass), temperature, bias), order));
    },
  };
}

function unchanged(maps: Tensor4D): Tensor4D {
  return maps;
}

function optionsOf({ b, maxOut, norm }: Architecture): BcosOptions {
  return { b, maxOut, norm: parseNormKind(norm) };
}

function logitLayer(scores: Tensor2D, temperature: number, bias: number): Tensor2D {
  const cooled = temperature === 1 ? scores : tf.div<Tensor2D>(scores, temperature);
  return bias === 0 ? cooled : tf.add(cooled, bias);
}

function normalised(x: Tensor4D, normalisation: Normalisation): Tensor4D {
  if (normalisation === null) return x;
  return tf.div(tf.sub(x, normalisation.mean), normalisation.std);
}

const isKernel = (tensor: Tensor): tensor is Tensor4D => tensor.rank === 4;
const isMatrix = (tensor: Tensor): tensor is Tensor2D => tensor.rank === 2;
const isAny = (tensor: Tensor): tensor is Tensor => tensor.rank >= 0;
const isVector = (tensor: Tensor): tensor is Tensor1D => tensor.rank === 1;

function weightOf<T extends Tensor>(weights: Weights, name: string, isOfRank: (tensor: Tensor) => tensor is T): T {
  const weight = weights.get(name);
  if (weight === undefined || !isOfRank(weight)) throw new RangeError(`no weight of this rank is named ${name}`);
  return weight;
}
