import type { Model, TrainingLoss } from '@bcos-bench/formats';
import type { NetworkBody } from './layer.js';
import type { BcosOptions } from './networks/networkParts.js';
import type { NormKind } from './norms/norm.js';

/** What an architecture's name stands for: a row of the registry. */
export interface NetworkFamily {
  readonly describe: string;
  readonly encoding: Model['encoding'];
  /** The loss that it is trained with unless asked otherwise. */
  readonly loss: TrainingLoss;
  /** Whether `b`, `maxOut` and `norm` mean something to it. */
  readonly bcos: boolean;
  /** The norm unless one is asked for. */
  readonly norm: NormKind;
  /** The norms that it can have; null for all of them. */
  readonly norms: readonly NormKind[] | null;
  /** The exponents that it can have; null for all from 1. */
  readonly exponents: readonly number[] | null;
  /** MaxOut units of each output unless a number is asked for. */
  readonly maxOut: number;
  /** Whether explanation mode makes the gradient of a logit its dynamic linear map. */
  readonly dynamicLinear: boolean;
  /** What its logits are of its scores, scores / temperature + bias, for a number of classes and an exponent. */
  readonly logitLayer: (classes: number, b: number) => LogitLayer;
  /** The normaliser that its original is trained with; null where images stay as they are, or the data set says. */
  readonly normalisation: Model['normalisation'];
  /** Rows and columns that an image has at least, so that something is left after all poolings. */
  readonly leastSide: number;
  /** Rows and columns of an image are multiples of it. */
  readonly sideUnit: number;
  /** @param inputs channels of the network's input: those of an encoded image */
  readonly build: (options: BcosOptions, classes: number, inputs: number) => NetworkBody;
}

/** A row of the registry. */
export type Row = readonly [name: string, family: NetworkFamily];

/** A graph of an ONNX file, which is no row of the registry: it builds itself. */
export const ONNX = 'onnx';

/** `bcos.modules.logitlayer`. */
export interface LogitLayer {
  readonly temperature: number;
  readonly bias: number;
}

/** What all B-cos networks have in common: a zero score is the probability of one class among all. */
export const bcosFamily = {
  encoding: 'rgb+inverse',
  loss: 'bce',
  bcos: true,
  norm: 'none',
  norms: null,
  exponents: null,
  maxOut: 1,
  dynamicLinear: true,
  logitLayer: (classes) => ({ temperature: 1, bias: -Math.log(classes - 1) }),
  normalisation: null,
  leastSide: 1,
  sideUnit: 1,
} as const satisfies Partial<NetworkFamily>;

/** What all ordinary networks have in common. */
export const ordinaryFamily = {
  encoding: 'rgb',
  loss: 'cross-entropy',
  bcos: false,
  norm: 'none',
  norms: null,
  exponents: null,
  maxOut: 1,
  dynamicLinear: false,
  logitLayer: () => ({ temperature: 1, bias: 0 }),
  normalisation: null,
  leastSide: 1,
  sideUnit: 1,
} as const satisfies Partial<NetworkFamily>;
