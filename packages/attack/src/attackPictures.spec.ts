import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { attackLosses, balls, threatModels } from '@bcos-bench/adversary';
import { buildNetwork, initialWeights, loadWeights, type Network, type Weights } from '@bcos-bench/models';
import { parseEpsilon, randomStream, type Pictures } from '@bcos-bench/stage';
import { attackPictures, type AttackedPicture } from './attackPictures.js';
import type { AttackPlan } from './attackPlan.js';

const CLASSES = 10;
const COUNT = 5;

const plan: AttackPlan = {
  norm: 'linf',
  eps: parseEpsilon('8/255'),
  steps: 3,
  stepSize: 0.02,
  threat: 'encoded',
  loss: 'ce',
  randomStart: false,
  restarts: 1,
  seed: 7,
};

function randomPictures(): Pictures {
  const random = randomStream(99);
  return {
    index: Int32Array.from({ length: COUNT }, (_, i) => 100 + i),
    images: Uint8Array.from({ length: COUNT * 3072 }, () => random.uint32() & 255),
    labels: Int32Array.from({ length: COUNT }, (_, i) => i % CLASSES),
  };
}

/** PGD as it is written down, one picture at a time and op by op: what the traced, batched attack must agree with. */
function plainPgd(network: Network, weights: Weights, plan: AttackPlan, bytes: Uint8Array, label: number) {
  const threat = threatModels[plan.threat];
  const ball = balls[plan.norm];
  const lossOf = (x: tf.Tensor): tf.Scalar => {
    const logits = network.logits(threat.input(x as Tensor4D, network), weights, 'evaluate');
    return tf.sum(attackLosses[plan.loss](logits, tf.oneHot([label], CLASSES, 1, 0, 'float32').as2D(1, CLASSES)));
  };
  const picture = tf.tensor4d(
    Float32Array.from(bytes, (byte) => byte / 255),
    [1, 32, 32, 3],
  );
  const origin = threat.attacked(picture, network);
  let x = origin;
  const iterates = [x];
  for (let step = 0; step < plan.steps; step += 1) {
    const moved = tf.add(x, ball.step(tf.grad(lossOf)(x) as Tensor4D, plan.stepSize));
    x = tf.clipByValue(tf.add(origin, ball.project(tf.sub(moved, origin), plan.eps)), 0, 1);
    iterates.push(x);
  }
  const losses = iterates.map((iterate) => lossOf(iterate).dataSync()[0] ?? NaN);
  const best = losses.indexOf(Math.max(...losses));
  return { loss: losses[best] ?? NaN, step: best, values: iterates[best]?.dataSync() ?? new Float32Array() };
}

describe.each([
  { arch: 'bcos-resnet8', norm: 'linf', threat: 'encoded', loss: 'bce', eps: '8/255' },
  { arch: 'bcos-resnet8', norm: 'l2', threat: 'pixel', loss: 'bce', eps: '0.5' },
  { arch: 'resnet8', norm: 'linf', threat: 'pixel', loss: 'ce', eps: '8/255' },
  { arch: 'resnet8', norm: 'l2', threat: 'encoded', loss: 'margin', eps: '0.25' },
] as const)('PGD on $arch, $norm, $threat, $loss', ({ arch, norm, threat, loss, eps }) => {
  const radius = parseEpsilon(eps);
  const cell: AttackPlan = { ...plan, norm, threat, loss, eps: radius, stepSize: (2.5 * radius) / plan.steps };
  const pictures = randomPictures();
  let engine: Engine;
  let network: Network;
  let weights: Weights;
  const attack = (batch: number, changed: Partial<AttackPlan> = {}): AttackedPicture[] => [
    ...attackPictures(
      engine,
      { network, weights, classes: CLASSES, batch },
      { ...cell, ...changed },
      pictures,
      () => undefined,
    ),
  ];

  beforeAll(async () => {
    engine = await openTensorFlow();
    network = buildNetwork({ name: arch, b: arch === 'resnet8' ? 1 : 2, maxOut: 1, norm: 'none' }, CLASSES, null);
    weights = loadWeights(network.parameters, initialWeights(network.parameters, 3), 'spec');
  });

  it('agrees with PGD as it is written down', () => {
    for (const [i, { sample, attacked }] of attack(COUNT).entries()) {
      tf.tidy(() => {
        const plain = plainPgd(
          network,
          weights,
          cell,
          pictures.images.subarray(i * 3072, (i + 1) * 3072),
          sample.label,
        );
        expect(Math.abs(sample.adv_loss - plain.loss)).toBeLessThan(1e-4 * Math.abs(plain.loss));
        expect(sample.best_step).toBe(plain.step);
        const differing = attacked.filter((value, at) => Math.abs(value - (plain.values[at] ?? NaN)) > 1e-4);
        // A gradient of almost nothing may change its sign by rounding; more than a few such pixels would be another attack.
        expect(differing.length).toBeLessThan(0.01 * attacked.length);
      });
    }
  });

  it('writes what it measured on the final picture', () => {
    for (const { sample, attacked } of attack(COUNT)) {
      expect(sample[norm]).toBeLessThanOrEqual(radius + 1e-6);
      expect(sample[norm]).toBeGreaterThan(0);
      expect(attacked.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(sample.success).toBe(sample.adv_pred !== sample.label);
      expect(sample.adv_logits.indexOf(Math.max(...sample.adv_logits))).toBe(sample.adv_pred);
      expect(sample.adv_loss).toBeGreaterThanOrEqual(sample.clean_loss);
    }
  });

  it('gives every picture the same in a batch of any size', () => {
    const [whole, split] = [attack(COUNT), attack(2)];
    expect(split.map(({ sample }) => sample.index)).toEqual(whole.map(({ sample }) => sample.index));
    split.forEach(({ sample }, i) => {
      const twin = whole[i]?.sample;
      expect(sample.adv_pred).toBe(twin?.adv_pred);
      expect(Math.abs(sample.adv_loss - (twin?.adv_loss ?? NaN))).toBeLessThan(1e-4 * Math.abs(sample.adv_loss));
    });
  });

  it('takes random starts from the seed, and more restarts never lower the loss', () => {
    const random = { randomStart: true };
    const [one, again, other, three] = [
      attack(COUNT, random),
      attack(COUNT, random),
      attack(COUNT, { ...random, seed: 8 }),
      attack(COUNT, { ...random, restarts: 3 }),
    ];
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
    three.forEach(({ sample }, i) => {
      const single = one[i]?.sample.adv_loss ?? NaN;
      expect(sample.adv_loss).toBeGreaterThanOrEqual(single - 1e-4 * Math.abs(single));
    });
  });

  it('leaves no tensor behind', () => {
    attack(2);
    const before = tf.memory().numTensors;
    attack(2, { randomStart: true, restarts: 2 });
    expect(tf.memory().numTensors).toBe(before);
  });
});
