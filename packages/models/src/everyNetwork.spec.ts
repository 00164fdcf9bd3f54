import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { NamedArray } from '@bcos-bench/formats';
import { describe, expect, it } from 'vitest';
import { at, lookUp, only } from '@bcos-bench/vocabulary';
import type { ParameterSpec } from './layer.js';
import { bcosImageNetNetworks } from './families/bcosImageNetNetworks.js';
import { bcosVits } from './families/bcosVits.js';
import { kuangliuNetworks } from './families/kuangliuNetworks.js';
import { preActResnets } from './families/preActResnets.js';
import { torchvisionNetworks } from './families/torchvisionNetworks.js';
import { wideResnets } from './families/wideResnets.js';
import { trainingLosses } from './loss.js';
import { buildNetwork, type Network } from './network.js';
import { architectureNamed, networkFamilies } from './registry.js';
import { onTensorFlow } from './testing/onTensorFlow.fixture.js';
import { seededImages } from './testing/seededNumbers.fixture.js';
import { initialWeights, loadWeights } from './weights.js';

onTensorFlow();

const CLASSES = 10;
const IMAGES = 2;

/**
 * Networks of packages: the smallest of each kind, or a smaller one of `smallNetworks.spec.ts`, stands for all its sizes, which are the same code. Torchvision's MobileNetV2 is left out: of 32x32 it
 * leaves one pixel, where a norm over two images gives some arrays no gradient.
 */
const OTHERS = new Set(
  [bcosImageNetNetworks, bcosVits, kuangliuNetworks, preActResnets, torchvisionNetworks, wideResnets]
    .flat()
    .map(([name]) => name),
);
const SMALLEST = [
  'bcos-densenet121',
  'dm-preact-resnet18',
  'kuangliu-densenet-cifar',
  'kuangliu-mobilenet-v2',
  'kuangliu-vgg11',
  'preact-resnet18',
  'preact-resnet18-final-norm',
  'torchvision-densenet121',
  'torchvision-resnet18',
  'wide-resnet16-4',
];
/** A hundred million weights: `parityNetworks.spec.ts` compares its gradients with the peer's, each of them. */
const LARGE = 'bcos-vgg11-bnu';
const isLeftOut = (name: string): boolean => name === LARGE || (OTHERS.has(name) && !SMALLEST.includes(name));

const networkNamed = (name: string): Network => buildNetwork(architectureNamed(name, {}), CLASSES, null);

/** What every row of the registry promises; `docs/adding-a-network.md` points here. */
describe.each([...networkFamilies.keys()])('%s', (name) => {
  it('has a name of its own for every array', () => {
    const names = networkNamed(name).parameters.map((spec) => spec.name);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
  });

  it.skipIf(isLeftOut(name))('begins with finite logits, and its gradient reaches every array that is trained', () => {
    const network = networkNamed(name);
    const weights = loadWeights(network.parameters, drawn(network.parameters), name);
    const trained = network.parameters.filter(({ role }) => role !== 'statistic').map((spec) => spec.name);
    const x = seededImages('pictures', IMAGES, network.channels);
    const { value, grads } = tf.valueAndGrads((...tensors) => {
      const byName = new Map([...weights, ...trained.map((key, i): [string, Tensor] => [key, at(tensors, i)])]);
      const logits = network.logits(x, byName, 'train');
      expect(logits.shape).toEqual([IMAGES, CLASSES]);
      return tf.sum(trainingLosses[network.loss](logits, onehot()));
    })(trained.map((key) => lookUp(weights, key)));
    expect(value.dataSync()[0]).toSatisfy(Number.isFinite);
    expect(trained.filter((_, i) => !reaches(at(grads, i)))).toEqual([]);
  });
});

const onehot = (): tf.Tensor2D =>
  tf
    .oneHot(tf.tensor1d([3, 8], 'int32'), CLASSES)
    .cast('float32')
    .as2D(IMAGES, CLASSES);

function reaches(gradient: Tensor): boolean {
  const largest = only(tf.max(tf.abs(gradient)).dataSync());
  return largest > 0 && Number.isFinite(largest);
}

/** Arrays of one shape and start are drawn once for all networks, and long ones in part: all of them would take minutes. */
const arraysDrawn = new Map<string, NamedArray>();
const LONGEST_DRAW = 5e6;

function drawn(parameters: readonly ParameterSpec[]): Map<string, NamedArray> {
  return new Map(
    parameters.map((spec) => {
      const key = `${spec.start} ${spec.shape.join()}`;
      const array = arraysDrawn.get(key) ?? draw(spec);
      arraysDrawn.set(key, array);
      return [spec.name, array];
    }),
  );
}

function draw(spec: ParameterSpec): NamedArray {
  const [outputs, others] = [at(spec.shape, 0), spec.shape.slice(1)];
  const size = outputs * others.reduce((product, n) => product * n, 1);
  const part = Math.ceil(outputs / Math.ceil(size / LONGEST_DRAW));
  const { data } = lookUp(initialWeights([{ ...spec, shape: [part, ...others] }], 1), spec.name);
  const whole = new Float32Array(size);
  for (let start = 0; start < size; start += data.length) whole.set(data.subarray(0, size - start), start);
  return { shape: spec.shape, data: whole };
}
