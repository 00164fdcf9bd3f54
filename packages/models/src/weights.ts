import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { lookUp, Fault } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import type { NamedArray } from '@bcos-bench/formats';
import type { ParameterSpec } from './layer.js';
import type { Weights } from './network.js';

/** The order of axes that turns PyTorch's layout into TensorFlow's; null where they are the same. */
const TO_TENSORFLOW = { kernel: [2, 3, 1, 0], matrix: [1, 0], vector: null, statistic: null, array: null } as const;
/** And the way back. */
const TO_PYTORCH = { kernel: [3, 2, 0, 1], matrix: [1, 0], vector: null, statistic: null, array: null } as const;

/** The deviation of a ConvNeXt's first weights, and its first factor of a branch (Liu et al. 2022). */
const [NARROW, LAYER_SCALE] = [0.02, 1e-6];

/** Keeps the streams of initial weights apart from those of images. */
const INITIAL_WEIGHTS = 0x1417;

/**
 * Arrays of a checkpoint as tensors, the caller's to dispose.
 * @throws Fault that names all arrays that are missing, unexpected or misshapen
 */
export function loadWeights(
  parameters: readonly ParameterSpec[],
  arrays: ReadonlyMap<string, NamedArray>,
  where: string,
): Weights {
  const known = new Set(parameters.map(({ name }) => name));
  const wrong = [
    ...parameters.flatMap(({ name, shape }) => {
      const found = arrays.get(name)?.shape;
      if (found === undefined) return [`${name} is missing`];
      return found.join() === shape.join() ? [] : [`${name} is [${found.join(', ')}], not [${shape.join(', ')}]`];
    }),
    ...[...arrays.keys()].filter((name) => !known.has(name)).map((name) => `${name} is unexpected`),
  ];
  if (wrong.length > 0) {
    throw new Fault({
      what: `the weights are of another architecture: ${wrong.join('; ')}`,
      where,
      remedy: 'give the architecture that they were trained with',
    });
  }
  return new Map(parameters.map((spec) => [spec.name, toTensor(spec, lookUp(arrays, spec.name).data)]));
}

function toTensor({ shape, role }: ParameterSpec, data: Float32Array): Tensor {
  const order = TO_TENSORFLOW[role];
  if (order === null) return tf.tensor(data, [...shape]);
  return tf.tidy(() => tf.transpose(tf.tensor(data, [...shape]), [...order]));
}

/** Tensors as arrays in PyTorch's layout, for a checkpoint. */
export function saveWeights(parameters: readonly ParameterSpec[], weights: Weights): Map<string, NamedArray> {
  return new Map(
    parameters.map(({ name, shape, role }) => {
      const tensor = weights.get(name);
      if (tensor === undefined) throw new RangeError(`no weight is named ${name}`);
      return [name, { shape, data: inPyTorchsLayout(tensor, role) }];
    }),
  );
}

function inPyTorchsLayout(tensor: Tensor, role: ParameterSpec['role']): Float32Array {
  // Not in `tf.tidy`, which looks through all of an array that it returns for tensors: a microsecond a number.
  const order = TO_PYTORCH[role];
  const transposed = order === null ? tf.clone(tensor) : tf.transpose(tensor, [...order]);
  const data = new Float32Array(transposed.dataSync<'float32'>());
  transposed.dispose();
  return data;
}

/** Weights to begin a training with: each array's own random numbers, of (seed, its place in the list). */
export function initialWeights(parameters: readonly ParameterSpec[], seed: number): Map<string, NamedArray> {
  return new Map(
    parameters.map((spec, place) => [spec.name, { shape: spec.shape, data: initialValues(spec, seed, place) }]),
  );
}

/**
 * Kaiming normal (He et al. 2015) with fan out, as the ResNets of `bcos`, or with fan in, as its DenseNets; uniform in
 * ±1/sqrt(fan in), as PyTorch's own `Conv2d` and `Linear`; normal of deviation 0.02 and scales of 1e-6, as ConvNeXts.
 */
function initialValues({ shape, start, fanIn }: ParameterSpec, seed: number, place: number): Float32Array {
  const size = shape.reduce((product, n) => product * n, 1);
  const random = randomStream(seed, INITIAL_WEIGHTS, place);
  const [outputs = 1, inputs = 1, ...window] = shape;
  const area = window.reduce((product, n) => product * n, 1);
  const inwards = fanIn ?? inputs * area;
  const draw = {
    'kaiming-normal': () => random.normal() * Math.sqrt(2 / (outputs * area)),
    'kaiming-normal-fan-in': () => random.normal() * Math.sqrt(2 / inwards),
    'uniform-fan-in': () => (2 * random.uniform() - 1) / Math.sqrt(inwards),
    'narrow-normal': () => random.normal() * NARROW,
    'layer-scale': () => LAYER_SCALE,
    ones: () => 1,
    zeros: () => 0,
  }[start];
  const values = new Float32Array(size);
  // `Float32Array.from` takes four times as long.
  for (let i = 0; i < size; i += 1) values[i] = draw();
  return values;
}
