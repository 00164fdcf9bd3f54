import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { NamedArray } from '@bcos-bench/formats';
import { at, lookUp } from '@bcos-bench/vocabulary';
import type { ForwardPass, Layer, Mode } from '../layer.js';
import type { Weights } from '../network.js';
import { loadWeights } from '../weights.js';
import { largestError } from './largestError.fixture.js';
import { arrayOf } from './peerCase.fixture.js';
import { sampledImages, sampledWeights } from './sampling.fixture.js';
import { seededArrays, seededTensor } from './seededNumbers.fixture.js';

/** The largest errors of a layer, each as a part of the largest number of its array. */
export interface LayerErrors {
  readonly forward: number;
  /** Of the gradient with respect to the input. */
  readonly gradient: number;
  /** Of the gradient with respect to the worst of the parameters. */
  readonly weightGradient: number;
}

/** The weights that `fill` of `seeded_numbers.py` gives a layer. */
export function seededWeights({ parameters }: Layer): Weights {
  return loadWeights(parameters, seededArrays(parameters), 'the formula');
}

/** A forward pass through a layer by itself. */
export function passOf(mode: Mode, weights: Weights, observe: ForwardPass['observe'] = () => undefined): ForwardPass {
  return {
    mode,
    kernel: (name) => ofRank4(weights.get(name)),
    matrix: (name) => {
      throw new RangeError(`${name} is no kernel or vector`);
    },
    array: (name) => {
      throw new RangeError(`${name} is no kernel or vector`);
    },
    vector: (name) => ofRank1(weights.get(name)),
    observe,
    features: (maps) => maps,
    block: (maps) => maps,
  };
}

/** A layer's output and gradients compared with those that `layer_results.py` has stored under `MODE/`. */
export function layerErrors(
  layer: Layer,
  x: Tensor4D,
  mode: Mode,
  expected: ReadonlyMap<string, NamedArray>,
): LayerErrors {
  const weights = seededWeights(layer);
  const learned = layer.parameters.filter(({ role }) => role !== 'statistic');
  const weightedSum = (input: Tensor4D, ...values: Tensor[]): tf.Scalar => {
    const current = new Map([...weights, ...learned.map(({ name }, i) => [name, at(values, i)] as const)]);
    const y = layer.apply(input, passOf(mode, current));
    return tf.sum(tf.mul(y, weightsOfSum(y.shape)));
  };
  const inputs = [x, ...learned.map(({ name }) => lookUp(weights, name))];
  const { grads } = tf.valueAndGrads((input: Tensor, ...values: Tensor[]) => weightedSum(ofRank4(input), ...values))(
    inputs,
  );
  const [dx, ...gradients] = grads;
  const weightErrors = learned.map((spec, i) =>
    largestError(sampledWeights(spec, at(gradients, i)), arrayOf(expected, `${mode}/gradient:${spec.name}`)),
  );
  const y = layer.apply(x, passOf(mode, weights));
  return {
    forward: largestError(sampledImages(y), arrayOf(expected, `${mode}/y`)),
    gradient: largestError(sampledImages(ofRank4(dx)), arrayOf(expected, `${mode}/dx`)),
    weightGradient: Math.max(...weightErrors),
  };
}

/** The arrays whose names begin with `prefix`, without it. */
export function arraysUnder(arrays: ReadonlyMap<string, NamedArray>, prefix: string): ReadonlyMap<string, NamedArray> {
  return new Map(
    [...arrays].filter(([name]) => name.startsWith(prefix)).map(([name, array]) => [name.slice(prefix.length), array]),
  );
}

/** Feature maps [N,H,W,C] of seeded numbers that PyTorch has as [N,C,H,W]. */
export function seededImages(name: string, [n, h, w, c]: Tensor4D['shape'], low = -1, high = 1): Tensor4D {
  return tf.transpose(seededTensor<tf.Rank.R4>(name, [n, c, h, w], low, high), [0, 2, 3, 1]);
}

function weightsOfSum(shape: Tensor4D['shape']): Tensor4D {
  return seededImages('weights of a sum', shape);
}

function ofRank4(tensor: Tensor | undefined): Tensor4D {
  if (tensor === undefined || !isRank4(tensor)) throw new RangeError('four axes were expected');
  return tensor;
}

function ofRank1(tensor: Tensor | undefined): Tensor1D {
  if (tensor === undefined || !isRank1(tensor)) throw new RangeError('one axis was expected');
  return tensor;
}

const isRank4 = (tensor: Tensor): tensor is Tensor4D => tensor.rank === 4;
const isRank1 = (tensor: Tensor): tensor is Tensor1D => tensor.rank === 1;
