import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { architectureSchema, readJson, readSafetensors, type Architecture, type NamedArray } from '@bcos-bench/formats';
import { expect } from 'vitest';
import { z } from 'zod';
import { at, float32At, lookUp, only } from '@bcos-bench/vocabulary';
import { trainingLosses } from '../loss.js';
import { buildNetwork, type Network, type Weights } from '../network.js';
import { familyOf } from '../registry.js';
import { loadWeights, saveWeights } from '../weights.js';
import type { Errors } from './errorReport.fixture.js';
import { largestError } from './largestError.fixture.js';
import { seededArrays, seededImages } from './seededNumbers.fixture.js';

// As in `bench/peers/network_fixtures.py`, which says what a fixture holds.
const CLASSES = 10;
const STRIDE = 13;
const SAMPLES = 16;

const caseSchema = z.object({
  name: z.string(),
  architecture: architectureSchema,
  mode: z.enum(['evaluate', 'train', 'statistics']),
  /** How many images, and the name that their numbers are hashed of. */
  images: z.int(),
  seed: z.string(),
  /** The errors that are let pass where float32 cannot do better; `docs/exactness.md` says why. */
  limits: z.object({ logits: z.number(), gradients: z.number() }).partial().default({}),
});
/** A network of the peers, and what is computed of it. */
export type NetworkCase = z.infer<typeof caseSchema>;

const REMEDY = 'see bench/peers/README.md';

/** Where the cases of some networks lie, and how these are built. */
export interface CaseSource {
  /** Under `fixtures`: `cases.json`, and a file for each case. */
  readonly folder: string;
  readonly build: (architecture: Architecture, classes: number) => Network;
}

/** The cases of networks of the registry. */
const registered: CaseSource = {
  folder: 'networks',
  build: (architecture, classes) => buildNetwork(architecture, classes, familyOf(architecture).normalisation),
};

const pathOf = ({ folder }: CaseSource, file: string): string =>
  fileURLToPath(new URL(`../fixtures/${folder}/${file}`, import.meta.url));

/** Every case that `network_fixtures.py` has written to a folder. */
export function casesOf(source: CaseSource): readonly NetworkCase[] {
  return readJson(pathOf(source, 'cases.json'), z.array(caseSchema), REMEDY);
}

/** Those of networks of the registry. */
export const networkCases = casesOf(registered);

/** The largest errors of a case. */
export interface NetworkErrors {
  /** As a part of the largest logit. */
  readonly logits: number;
  /** Of the loss's gradient with respect to the input, as a part of the largest number of it. */
  readonly gradient: number;
  /** Of the loss's gradient with respect to the worst of the weights, likewise. */
  readonly weights: number;
  /** Of the norms of these gradients, as a part of each. */
  readonly weightNorms: number;
  /** Of the dynamic linear map of the largest logit; null where there is none to compare with. */
  readonly explanation: number | null;
  /**
   * Between the largest logits and their explanations' sum W(x) x plus the logit bias; null where something is added that is not of
   * the input: then the network is not linear in its input once its factors are constants.
   */
  readonly completeness: number | null;
  /** The peer's own errors, float32 against float64: logits, gradient, weights, explanation. */
  readonly peer: readonly number[];
}

/** The largest error of logits that passes, as a part of the largest logit, and of gradients likewise. */
export const LOGITS = 1e-5;
const GRADIENTS = 1e-4;

/** Fails where an error is larger than the case lets pass. */
export function expectSmall(errors: NetworkErrors, { limits }: Pick<NetworkCase, 'limits'>): void {
  const { logits = LOGITS, gradients = GRADIENTS } = limits;
  expect(errors.logits).toBeLessThan(logits);
  expect(errors.gradient).toBeLessThan(gradients);
  expect(errors.weights).toBeLessThan(gradients);
  expect(errors.weightNorms).toBeLessThan(gradients);
  expect(errors.explanation ?? 0).toBeLessThan(GRADIENTS);
  expect(errors.completeness ?? 0).toBeLessThan(GRADIENTS);
}

/** The errors that a case has, beside the peer's own. */
export function forReport({ peer: [logits, gradient, weights, explanation], ...ours }: NetworkErrors): Errors {
  const all = { ...ours, 'peer logits': logits, 'peer gradient': gradient, 'peer weights': weights };
  const explained = ours.explanation === null ? {} : { 'peer explanation': explanation };
  return Object.fromEntries(
    Object.entries({ ...all, ...explained }).flatMap(([name, error]) => (error == null ? [] : [[name, error]])),
  );
}

/** Computes a case of evaluation or training, and compares it with the peer's results in float64. */
export function networkErrors(networkCase: NetworkCase, source = registered): NetworkErrors {
  const expected = fixtureOf(networkCase, source);
  const { network, weights } = peerNetwork(networkCase, source);
  const x = tf.mul<Tensor4D>(imagesOf(networkCase, networkCase.seed, network), numberOf(expected, 'brightness'));
  const mode = networkCase.mode === 'train' ? 'train' : 'evaluate';
  const logits = network.logits(x, weights, mode);
  const [gradient, trained] = lossGradients(network, weights, x, mode, numberOf(expected, 'temperature'));
  return {
    logits: largestError(logits.dataSync(), arrayOf(expected, 'logits')),
    gradient: sampledError(gradient, expected, 'gradient'),
    ...weightErrors(network, trained, expected),
    ...(expected.has('explanation') ? explanationErrors(network, weights, x, expected) : NOT_EXPLAINED),
    peer: [...arrayOf(expected, 'rounding')],
  };
}

const NOT_EXPLAINED = { explanation: null, completeness: null };

/**
 * The largest error of the running statistics after three forward passes in training, as a part of the largest of each, and
 * the peer's own, float32 against float64.
 */
export function statisticsErrors(networkCase: NetworkCase): { readonly statistics: number; readonly peer: number } {
  const { network, weights } = peerNetwork(networkCase, registered);
  const running = new Map(weights);
  for (const step of [0, 1, 2]) {
    const x = imagesOf(networkCase, `${networkCase.seed} of step ${step}`, network);
    network.logits(x, weights, 'train', {
      observe: (name, value) => {
        running.set(name, tf.keep(tf.add(tf.mul(lookUp(running, name), 0.9), tf.mul(value, 0.1))));
      },
    });
  }
  const specs = sortedByName(network.parameters.filter(({ role }) => role === 'statistic'));
  const fixture = fixtureOf(networkCase, registered);
  const expected = arrayOf(fixture, 'statistics');
  if (specs.length * SAMPLES !== expected.length) throw new RangeError('other statistics than the peer has');
  const errors = specs.map(({ name }, i) =>
    largestError(evenly(lookUp(running, name).dataSync()), samplesOf(expected, i)),
  );
  return { statistics: Math.max(...errors), peer: numberOf(fixture, 'rounding') };
}

/** A network with its weights. */
export interface PeerNetwork {
  readonly network: Network;
  readonly weights: Weights;
}

/** The network of a case with the weights that both sides make. */
export function peerNetwork({ architecture }: NetworkCase, { build }: CaseSource): PeerNetwork {
  const network = build(architecture, CLASSES);
  return { network, weights: loadWeights(network.parameters, seededArrays(network.parameters), 'the formula') };
}

/** Images in [0,1]; those of a training pass are of different brightness. */
function imagesOf({ images, mode }: NetworkCase, name: string, { channels }: Network): Tensor4D {
  const x = seededImages(name, images, channels);
  if (mode === 'evaluate') return x;
  return tf.mul(x, tf.reshape(tf.div(tf.range(1, images + 1), images), [images, 1, 1, 1]));
}

function lossGradients(
  network: Network,
  weights: Weights,
  x: Tensor4D,
  mode: 'train' | 'evaluate',
  temperature: number,
): [Tensor, ReadonlyMap<string, Tensor>] {
  const names = network.parameters.filter(({ role }) => role !== 'statistic').map(({ name }) => name);
  const onehot = labels(x.shape[0]);
  const loss = (input: Tensor, trained: readonly Tensor[]): tf.Scalar => {
    const byName = new Map([...weights, ...names.map((name, i): [string, Tensor] => [name, at(trained, i)])]);
    const logits = network.logits(tf.reshape(input, x.shape), byName, mode);
    return tf.sum(trainingLosses[network.loss](tf.div(logits, temperature), onehot));
  };
  const inputs: Tensor[] = [x, ...names.map((name) => lookUp(weights, name))];
  const { grads } = tf.valueAndGrads((...tensors) => loss(at(tensors, 0), tensors.slice(1)))(inputs);
  return [at(grads, 0), new Map(names.map((name, i) => [name, at(grads, i + 1)]))];
}

function weightErrors(
  network: Network,
  trained: ReadonlyMap<string, Tensor>,
  expected: ReadonlyMap<string, NamedArray>,
): Pick<NetworkErrors, 'weights' | 'weightNorms'> {
  const specs = sortedByName(network.parameters.filter(({ name }) => trained.has(name)));
  const samples = arrayOf(expected, 'weights');
  const largest = arrayOf(expected, 'weights.largest');
  const norms = arrayOf(expected, 'weights.norm');
  if (samples.length !== specs.length * SAMPLES) throw new RangeError('other parameters than the peer has');
  const errors = specs.map((spec, i) => {
    const { data } = lookUp(saveWeights([spec], trained), spec.name);
    return {
      weights: largestDifference(evenly(data), samplesOf(samples, i)) / at(largest, i),
      weightNorms: Math.abs(Math.sqrt(sumOfSquares(data)) / at(norms, i) - 1),
    };
  });
  return {
    weights: Math.max(...errors.map(({ weights }) => weights)),
    weightNorms: Math.max(...errors.map(({ weightNorms }) => weightNorms)),
  };
}

/** In float64. A loop, as `reduce` takes four times as long over the weights of a VGG. */
function sumOfSquares(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += float32At(values, i) ** 2;
  return sum;
}

function explanationErrors(
  network: Network,
  weights: Weights,
  x: Tensor4D,
  expected: ReadonlyMap<string, NamedArray>,
): Pick<NetworkErrors, 'explanation' | 'completeness'> {
  const largest = (input: Tensor4D): Tensor => tf.max(network.logits(input, weights, 'explain'), 1);
  const { value, grad } = tf.valueAndGrad(largest)(x);
  const explained = tf.add(tf.sum(tf.mul(grad, x), [1, 2, 3]), network.logitBias);
  return {
    explanation: sampledError(grad, expected, 'explanation'),
    completeness: isLinear(network) ? largestError(explained.dataSync(), value.dataSync()) : null,
  };
}

/** Running means and biases add to a logit, and so do the positions of a vision transformer's tokens. */
function isLinear({ architecture: { name, norm } }: Network): boolean {
  return !name.includes('vit') && /^none$|^(?:..u|[gilp]n)-(?:linear|unaffine)$/.test(norm);
}

function fixtureOf({ name }: NetworkCase, source: CaseSource): ReadonlyMap<string, NamedArray> {
  return readSafetensors(pathOf(source, `${name}.safetensors`), REMEDY);
}

function arrayOf(arrays: ReadonlyMap<string, NamedArray>, name: string): Float32Array {
  return lookUp(arrays, name).data;
}

function numberOf(arrays: ReadonlyMap<string, NamedArray>, name: string): number {
  return only(arrayOf(arrays, name));
}

function labels(count: number): Tensor2D {
  const numbers = Array.from({ length: count }, (_, i) => (i * 3) % CLASSES);
  return tf.cast(tf.oneHot(tf.tensor1d(numbers, 'int32'), CLASSES), 'float32').as2D(count, CLASSES);
}

/** The error of the stored part of a gradient with respect to images. */
function sampledError(actual: Tensor, expected: ReadonlyMap<string, NamedArray>, name: string): number {
  const values = tf.transpose(actual, [0, 3, 1, 2]).dataSync<'float32'>();
  const sampled = values.filter((_, place) => place % STRIDE === 0);
  return largestDifference(sampled, arrayOf(expected, name)) / numberOf(expected, `${name}.largest`);
}

function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) throw new RangeError(`${actual.length} numbers, not ${expected.length}`);
  return Math.max(...Array.from(expected, (wanted, i) => Math.abs(at(actual, i) - wanted)));
}

function evenly(data: ArrayLike<number>): number[] {
  return Array.from({ length: SAMPLES }, (_, i) => at(data, Math.floor((i * data.length) / SAMPLES)));
}

function samplesOf(samples: Float32Array, place: number): Float32Array {
  return samples.subarray(place * SAMPLES, (place + 1) * SAMPLES);
}

function sortedByName<T extends { readonly name: string }>(specs: readonly T[]): T[] {
  return specs.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}
