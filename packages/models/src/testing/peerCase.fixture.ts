import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { readSafetensors, type Architecture, type NamedArray } from '@bcos-bench/formats';
import { at, lookUp } from '@bcos-bench/vocabulary';
import { trainingLosses } from '../loss.js';
import type { Mode } from '../layer.js';
import { buildNetwork, type Network, type Weights } from '../network.js';
import { loadWeights, saveWeights } from '../weights.js';
import { largestError } from './largestError.fixture.js';
import { seededArrays, seededImages } from './seededNumbers.fixture.js';

const CLASSES = 10;
/** As in `bench/peers/make_fixtures.py`: of the gradient of a weight, every so-many-th number is stored. */
const STRIDE = 7;

/** One fixture of `bench/peers/make_fixtures.py`, and how to compute the same here. */
export interface PeerCase {
  readonly fixture: string;
  readonly architecture: Architecture;
  readonly images: number;
  readonly mode: Mode;
}

const bcosCase = (name: string, b: number, maxOut: number): PeerCase => ({
  fixture: `bcos-resnet8-${name}`,
  architecture: { name: 'bcos-resnet8', b, maxOut, norm: 'none' },
  images: 2,
  mode: 'evaluate',
});

/** He et al.'s ResNet-8, which PyTorch's side writes from the article. */
export const resnet8: Architecture = { name: 'resnet8', b: 1, maxOut: 1, norm: 'none' };

export const bcosCases: readonly PeerCase[] = [
  bcosCase('b2', 2, 1),
  bcosCase('b1.5-max-out2', 1.5, 2),
  bcosCase('b1', 1, 1),
  bcosCase('b3', 3, 1),
];

export const resnetCases: readonly PeerCase[] = (['evaluate', 'train'] as const).map((mode) => ({
  fixture: `resnet8-${mode}`,
  architecture: resnet8,
  images: 4,
  mode,
}));

/** The arrays of a fixture. */
export function readPeer(fixture: string): ReadonlyMap<string, NamedArray> {
  const path = fileURLToPath(new URL(`../fixtures/${fixture}.safetensors`, import.meta.url));
  return readSafetensors(path, 'see bench/peers/README.md');
}

/** An array of a fixture. @throws RangeError where there is none */
export function arrayOf(arrays: ReadonlyMap<string, NamedArray>, name: string): Float32Array {
  return lookUp(arrays, name).data;
}

/** A network with the weights that both sides make. */
export function seededNetwork(architecture: Architecture): { network: Network; weights: Weights } {
  const network = buildNetwork(architecture, CLASSES, null);
  return { network, weights: loadWeights(network.parameters, seededArrays(network.parameters), 'the formula') };
}

/** The largest errors of a case, each as a part of the largest number of its array. */
export interface PeerErrors {
  readonly logits: number;
  /** Of the loss's gradient with respect to the input. */
  readonly gradient: number;
  /** Of the loss's gradient with respect to the worst of the weights. */
  readonly weightGradient: number;
  /** Of the dynamic linear map of the largest logit; null for ordinary networks. */
  readonly explanation: number | null;
}

/** The largest error of a case's logits alone, as a part of the largest of them. */
export function logitsError({ fixture, architecture, images, mode }: PeerCase): number {
  const expected = readPeer(fixture);
  const { network, weights } = seededNetwork(architecture);
  const logits = network.logits(peerImages(expected, images, network), weights, mode);
  return largestError(logits.dataSync(), arrayOf(expected, 'logits'));
}

/** Computes a case and compares it with PyTorch's results. */
export function peerErrors({ fixture, architecture, images, mode }: PeerCase): PeerErrors {
  const expected = readPeer(fixture);
  const { network, weights } = seededNetwork(architecture);
  const x = peerImages(expected, images, network);
  const names = network.parameters.filter(({ role }) => role !== 'statistic').map(({ name }) => name);
  const loss = (input: Tensor4D, trained: Weights): tf.Scalar =>
    tf.sum(trainingLosses[network.loss](network.logits(input, trained, mode), labels(images)));
  const gradient = tf.valueAndGrad((input: Tensor4D) => loss(input, weights))(x).grad;
  const { grads } = tf.valueAndGrads((...trained) => {
    const byName = new Map([...weights, ...names.map((name, i): [string, tf.Tensor] => [name, at(trained, i)])]);
    return loss(x, byName);
  })(names.map((name) => lookUp(weights, name)));
  const specs = network.parameters.filter(({ name }) => names.includes(name));
  const saved = saveWeights(specs, new Map(names.map((name, i) => [name, at(grads, i)])));
  const weightErrors = names.map((name) => {
    const sampled = arrayOf(saved, name).filter((_, i) => i % STRIDE === 0);
    return largestError(sampled, arrayOf(expected, `gradient:${name}`));
  });
  return {
    logits: largestError(network.logits(x, weights, mode).dataSync(), arrayOf(expected, 'logits')),
    gradient: largestError(channelsFirst(gradient), arrayOf(expected, 'gradient')),
    weightGradient: Math.max(...weightErrors),
    explanation: expected.has('explanation')
      ? largestError(channelsFirst(explanation(network, weights, x)), arrayOf(expected, 'explanation'))
      : null,
  };
}

function peerImages(expected: ReadonlyMap<string, NamedArray>, count: number, { channels }: Network): Tensor4D {
  const brightness = expected.get('brightness')?.data[0] ?? 1;
  return tf.mul(seededImages('pictures', count, channels), brightness);
}

function labels(count: number): Tensor2D {
  const numbers = Array.from({ length: count }, (_, i) => (i * 3) % CLASSES);
  const onehot = tf.oneHot(tf.tensor1d(numbers, 'int32'), CLASSES);
  return tf.reshape(tf.cast(onehot, 'float32'), [count, CLASSES]);
}

function explanation(network: Network, weights: Weights, x: Tensor4D): Tensor4D {
  const largest = (input: Tensor4D): tf.Scalar => tf.sum(tf.max(network.logits(input, weights, 'explain'), 1));
  return tf.valueAndGrad(largest)(x).grad;
}

/** Values in PyTorch's order. */
function channelsFirst(x: Tensor4D): ArrayLike<number> {
  return tf.transpose(x, [0, 3, 1, 2]).dataSync();
}
