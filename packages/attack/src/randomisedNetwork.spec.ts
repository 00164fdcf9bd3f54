import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { buildNetwork, defenceNamed, initialWeights, loadWeights } from '@bcos-bench/models';
import { imagesInMemory, type Architecture } from '@bcos-bench/formats';
import { at, numbersOf } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import { attackImages, type AttackedImage } from './attackImages.js';
import { checkGradient } from './checks/gradientCheck.js';
import type { AttackedModel } from './model/attackedModel.js';
import type { AttackPlan } from './plan/attackPlan.js';
import { plainPlan } from './testing/plan.fixture.js';
import { SMALL_SHAPE } from './testing/smallImages.fixture.js';

const CLASSES = 10;
const COUNT = 11;
const NUMBERS = numbersOf(SMALL_SHAPE);
const resnet8: Architecture = { name: 'resnet8', b: 1, maxOut: 1, norm: 'none' };
const plan: AttackPlan = {
  ...plainPlan,
  steps: 3,
  options: { 'step-size': 0.02 },
  loss: 'ce',
  threat: 'pixel',
  seed: 7,
};

const random = randomStream(99);
const images = imagesInMemory({
  shape: SMALL_SHAPE,
  index: Int32Array.from({ length: COUNT }, (_, i) => 100 + i),
  images: Uint8Array.from({ length: COUNT * NUMBERS }, () => random.uint32() & 255),
  labels: Int32Array.from({ length: COUNT }, (_, i) => i % CLASSES),
});

let engine: Engine;
beforeAll(async () => {
  engine = await openTensorFlow();
});

function modelOf(architecture: Architecture): AttackedModel {
  const network = buildNetwork(architecture, CLASSES, null);
  const weights = loadWeights(network.parameters, initialWeights(network.parameters, 3), 'spec');
  return { engine, network, weights, classes: CLASSES, shape: SMALL_SHAPE };
}

const withNoise = (): AttackedModel => modelOf({ ...resnet8, defence: defenceNamed('noise', 0.1) });

const attack = (model: AttackedModel, batch: number, changed: Partial<AttackPlan> = {}): AttackedImage[] => [
  ...attackImages(model, { ...plan, ...changed }, { images, from: 0, batch }, () => undefined),
];

it.each([
  ['one draw', {}],
  ['the mean of three draws', { eot: 3 }],
  ['three draws, restarts that stop early', { eot: 3, stopEarly: true, randomStart: true, restarts: 2 }],
  ['Auto-PGD', { attack: 'apgd', options: { rho: 0.75 }, steps: 6, eot: 2 }],
  ['random search', { attack: 'square', options: { 'p-init': 0.8 }, loss: 'margin' }],
  [
    "AutoAttack's version for randomised networks",
    { attack: 'autoattack', steps: 2, options: { members: 'rand', rho: 0.75 } },
  ],
] as const)('gives an image the same bytes in a batch of any size: %s', (_, changed) => {
  const model = withNoise();
  const whole = attack(model, COUNT, changed);
  expect(attack(model, 2, changed)).toEqual(whole);
  expect(attack(model, COUNT, { ...changed, seed: 8 })).not.toEqual(whole);
});

it('counts every draw as a query and as a gradient', () => {
  const [{ sample }] = attack(withNoise(), COUNT, { eot: 5 }) as [AttackedImage];
  expect([sample.queries, sample.gradients]).toEqual([20, 15]);
});

it('climbs the expected loss better with the mean of many draws than with one', () => {
  const model = modelOf({ ...resnet8, defence: defenceNamed('noise', 0.5) });
  const cosine = { steps: 10, useBest: false, options: { 'step-size': 0.005 } };
  const meanLoss = (eot: number): number => {
    const attacked = attack(model, COUNT, { ...cosine, eot });
    return attacked.reduce((sum, { sample }) => sum + sample.adv_loss - sample.clean_loss, 0) / COUNT;
  };
  expect(meanLoss(16)).toBeGreaterThan(meanLoss(1));
});

it('looks at a network that draws nothing once, however often it is asked', () => {
  const model = modelOf(resnet8);
  expect(attack(model, COUNT, { eot: 20 })).toEqual(attack(model, COUNT));
});

it('is seen by the check for randomised networks', () => {
  const check = (model: AttackedModel) => checkGradient(model, plan, images, COUNT).repeatDifference;
  expect(check(withNoise())).toBeGreaterThan(1e-3);
  expect(check(modelOf(resnet8))).toBe(0);
});

it('leaves no tensor behind', () => {
  const model = withNoise();
  attack(model, 2, { eot: 2 });
  const before = tf.memory().numTensors;
  attack(model, 2, { eot: 2, randomStart: true, restarts: 2 });
  expect(tf.memory().numTensors).toBe(before);
});

it('has a true gradient other than that through W(x), where the network has one', () => {
  const bcos = modelOf({ name: 'bcos-resnet8', b: 2, maxOut: 1, norm: 'none' });
  const one = { steps: 1, useBest: false };
  const [truth, through] = [attack(bcos, COUNT, one), attack(bcos, COUNT, { ...one, through: 'explanation' })];
  expect(at(truth, 0).attacked).not.toEqual(at(through, 0).attacked);
  const plain = modelOf(resnet8);
  expect(attack(plain, COUNT, { ...one, through: 'explanation' })).toEqual(attack(plain, COUNT, one));
});
