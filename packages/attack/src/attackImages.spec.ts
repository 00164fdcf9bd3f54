import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { attackLosses, balls, threatModels } from '@bcos-bench/adversary';
import { buildNetwork, initialWeights, loadWeights, type Network, type Weights } from '@bcos-bench/models';
import { imagesInMemory, type Images } from '@bcos-bench/formats';
import { at, only, attackDescription, numbersOf, parseEpsilon } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import { attackImages, type AttackedImage } from './attackImages.js';
import type { AttackPlan } from './plan/attackPlan.js';
import { plainPlan } from './testing/plan.fixture.js';
import { SMALL_SHAPE } from './testing/smallImages.fixture.js';

const CLASSES = 10;
const COUNT = 11;
const NUMBERS = numbersOf(SMALL_SHAPE);
/** So large that the cross-entropy of the predicted class is 0 in float32. */
const SCALE = 1e5;

const plan: AttackPlan = { ...plainPlan, steps: 3, options: { 'step-size': 0.02 }, loss: 'ce', seed: 7 };

/** A small AutoAttack, from which some images are left. */
const ensemble = {
  attack: 'autoattack',
  eps: parseEpsilon('1/255'),
  options: { members: 'apgd-ce,apgd-margin,apgd-t', rho: 0.75, targets: 2 },
} as const;

function randomImages(): Images {
  const random = randomStream(99);
  return {
    shape: SMALL_SHAPE,
    index: Int32Array.from({ length: COUNT }, (_, i) => 100 + i),
    images: Uint8Array.from({ length: COUNT * NUMBERS }, () => random.uint32() & 255),
    labels: Int32Array.from({ length: COUNT }, (_, i) => i % CLASSES),
  };
}

/** PGD as it is written down, one image at a time and op by op: what the traced, batched attack must agree with. */
function plainPgd(network: Network, weights: Weights, plan: AttackPlan, bytes: Uint8Array, label: number) {
  const threat = threatModels[plan.threat];
  const ball = balls[plan.norm];
  const lossOf = (x: tf.Tensor): tf.Scalar => {
    const logits = network.logits(threat.input(x as Tensor4D, network), weights, 'evaluate');
    return tf.sum(attackLosses[plan.loss].away(logits, tf.oneHot([label], CLASSES, 1, 0, 'float32').as2D(1, CLASSES)));
  };
  const image = tf.tensor4d(
    Float32Array.from(bytes, (byte) => byte / 255),
    [1, ...SMALL_SHAPE],
  );
  const origin = threat.attacked(image, network);
  let x = origin;
  const iterates = [x];
  const stepSize = plan.options['step-size'];
  if (stepSize === undefined) throw new Error(`${plan.attack} has no step size`);
  for (let step = 0; step < plan.steps; step += 1) {
    const moved = tf.add(x, ball.step(tf.grad(lossOf)(x) as Tensor4D, stepSize));
    x = tf.clipByValue(tf.add(origin, ball.project(tf.sub(moved, origin), plan.eps, origin)), 0, 1);
    iterates.push(x);
  }
  const losses = iterates.map((iterate) => only(lossOf(iterate).dataSync()));
  const best = losses.indexOf(Math.max(...losses));
  return { loss: at(losses, best), step: best, values: at(iterates, best).dataSync() };
}

interface Cell {
  readonly arch: string;
  readonly norm: 'linf' | 'l2';
  readonly threat: 'encoded' | 'pixel';
  readonly loss: AttackPlan['loss'];
  readonly eps: string;
}

const linfCell: Cell = { arch: 'bcos-resnet8', norm: 'linf', threat: 'encoded', loss: 'bce', eps: '8/255' };
const l2Cell: Cell = { arch: 'resnet8', norm: 'l2', threat: 'encoded', loss: 'margin', eps: '0.25' };
const split = randomImages();
const images = imagesInMemory(split);
let engine: Engine;
beforeAll(async () => {
  engine = await openTensorFlow();
});

/** A network with the weights of a seed, the plan of a cell, and the attack on them. */
function setUp({ arch, norm, threat, loss, eps: radius }: Cell) {
  const bcos = arch.startsWith('bcos');
  const network = buildNetwork({ name: arch, b: bcos ? 2 : 1, maxOut: 1, norm: 'none' }, CLASSES, null);
  const weights = loadWeights(network.parameters, initialWeights(network.parameters, 3), 'spec');
  const eps = parseEpsilon(radius);
  const cell: AttackPlan = { ...plan, norm, threat, loss, eps, options: { 'step-size': (2.5 * eps) / plan.steps } };
  const attack = (batch: number, changed: Partial<AttackPlan> = {}): AttackedImage[] => [
    ...attackImages(
      { engine, network, weights, classes: CLASSES, shape: SMALL_SHAPE },
      { ...cell, ...changed },
      { images, from: 0, batch },
      () => undefined,
    ),
  ];
  return { network, weights, cell, attack };
}

describe.each<Cell>([
  linfCell,
  { arch: 'bcos-resnet8', norm: 'l2', threat: 'pixel', loss: 'bce', eps: '0.5' },
  { arch: 'resnet8', norm: 'linf', threat: 'pixel', loss: 'ce', eps: '8/255' },
  l2Cell,
])('PGD on $arch, $norm, $threat, $loss', (chosen) => {
  it('agrees with PGD as it is written down, and writes what it measured on the final image', () => {
    const { network, weights, cell, attack } = setUp(chosen);
    for (const [i, { sample, attacked }] of attack(COUNT).slice(0, 4).entries()) {
      tf.tidy(() => {
        const own = split.images.subarray(i * NUMBERS, (i + 1) * NUMBERS);
        const plain = plainPgd(network, weights, cell, own, sample.label);
        expect(Math.abs(sample.adv_loss - plain.loss)).toBeLessThan(1e-4 * Math.abs(plain.loss));
        expect(sample.best_step).toBe(plain.step);
        const differing = attacked.filter((value, i) => Math.abs(value - at(plain.values, i)) > 1e-4);
        // A gradient of almost nothing may change its sign by rounding; more than a few such pixels would be another attack.
        expect(differing.length).toBeLessThan(0.01 * attacked.length);
      });
      expect(sample[cell.norm]).toBeLessThanOrEqual(cell.eps + 1e-6);
      expect(sample[cell.norm]).toBeGreaterThan(0);
      expect(attacked.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(sample.success).toBe(sample.adv_pred !== sample.label);
      expect(sample.adv_logits.indexOf(Math.max(...sample.adv_logits))).toBe(sample.adv_pred);
      expect(sample.adv_loss).toBeGreaterThanOrEqual(sample.clean_loss);
    }
  });
});

describe('what an image gets', () => {
  it.each([
    ['the whole protocol', {}],
    ['stopping early', { stopEarly: true }],
    ['restarts that stop early', { stopEarly: true, randomStart: true, restarts: 2 }],
    ['targets', { target: 'random' }],
    ['rescaled logits', { rescale: true, randomStart: true, restarts: 2 }],
    ['momentum', { attack: 'mi-fgsm', options: { 'step-size': 0.01, decay: 1 }, useBest: false }],
    ['a step size for each image', { attack: 'pgd-halving', stopEarly: true }],
    ['Auto-PGD', { attack: 'apgd', options: { rho: 0.75 }, steps: 6, randomStart: true, restarts: 2 }],
    ['targets in turn', { attack: 'apgd-t', options: { rho: 0.75, targets: 2 }, loss: 'dlr', stopEarly: true }],
    ['an ensemble', ensemble],
    ['random search', { attack: 'square', options: { 'p-init': 0.8 }, loss: 'margin', stopEarly: true }],
    ['random search in l2', { attack: 'square', norm: 'l2', options: { 'p-init': 0.8 }, loss: 'margin' }],
    [
      'the nearest of several targets',
      {
        attack: 'fab-t',
        options: { targets: 2, 'alpha-max': 0.1, eta: 1.05, beta: 0.9 },
        loss: 'difference',
        restarts: 2,
      },
    ],
    [
      'the nearest of all boundaries',
      { attack: 'fab', options: { 'alpha-max': 0.1, eta: 1.05, beta: 0.9 }, loss: 'margin', restarts: 2 },
    ],
    ['noise in every iteration', { attack: 'gaussian-noise', options: {}, restarts: 2 }],
    ['a map that is moved', { attack: 'move-map', options: { rho: 0.75, confidence: 0.1 }, restarts: 2 }],
    ['a map that is moved by noise', { attack: 'move-map-noise', options: { confidence: 0.1 } }],
    [
      'the map of another image',
      { attack: 'bring-map', options: { confidence: 0.1, rho: 0.75, towards: 'other-image' } },
    ],
    ['a map that is kept', { attack: 'keep-map', options: { rho: 0.75 } }],
  ] as const)('is the same bytes in a batch of any size: %s', (_, changed) => {
    const { attack } = setUp(linfCell);
    const whole = attack(COUNT, changed);
    expect(whole.map(({ sample }) => sample.index)).toEqual(Array.from(split.index));
    expect(attack(2, changed)).toEqual(whole);
  });

  it('has the same prediction, and nearly its probability, where the explanation is attacked', () => {
    const probability = (logits: readonly number[], of: number): number =>
      Math.exp(at(logits, of)) / logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
    for (const cell of [linfCell, l2Cell]) {
      const options = { rho: 0.75, confidence: 0.01, region: 'centre' } as const;
      const found = setUp(cell).attack(COUNT, { attack: 'hide-region', options, steps: 8 });
      for (const { sample } of found) {
        const { clean_pred: clean, clean_logits: before, adv_logits: after } = sample;
        expect(sample.adv_pred).toBe(clean);
        expect(Math.abs(probability(after, clean) - probability(before, clean))).toBeLessThan(0.0101);
        expect([sample.zero_gradient, sample.gradient_norm]).toEqual([null, null]);
      }
      expect(found.some(({ sample }) => sample.best_step > 0)).toBe(true);
    }
  });

  it('is refused where a layer has no second derivative that is known', () => {
    const network = buildNetwork({ name: 'bcos-resnet8', b: 2, maxOut: 1, norm: 'gnu-linear' }, CLASSES, null);
    const weights = loadWeights(network.parameters, initialWeights(network.parameters, 3), 'spec');
    const model = { engine, network, weights, classes: CLASSES, shape: SMALL_SHAPE };
    const options = { rho: 0.75, confidence: 0.1 };
    const attack = attackImages(
      model,
      { ...plan, attack: 'move-map', options },
      { images, from: 0, batch: 4 },
      () => undefined,
    );
    expect(() => [...attack]).toThrow(
      '--attack: move-map cannot attack the explanations of this network: it has a layer whose second derivative is not known',
    );
  });

  it('is the same bytes in a batch of any size: sparse steps in l1', () => {
    const { attack } = setUp(l2Cell);
    const changed = { attack: 'l1-apgd', norm: 'l1', eps: parseEpsilon('4'), steps: 30, options: {} } as const;
    const whole = attack(COUNT, changed);
    expect(attack(2, changed)).toEqual(whole);
    // Steps move few numbers, and at least one goes as far as it may.
    const lengths = whole.map(({ sample }) => sample.l1 ?? 0);
    expect(Math.max(...lengths)).toBeCloseTo(4, 3);
  });

  it.each(['fmn', 'ddn'] as const)('is the same bytes in a batch of 1, 7 or 24: the nearest image by %s', (method) => {
    const { attack } = setUp(l2Cell);
    const eps = parseEpsilon('8');
    const options = { 'step-size': 1, gamma: 0.05, 'initial-radius': 3 };
    const nearest = { attack: method, loss: attackDescription(method).loss ?? 'ce', eps, steps: 12, options };
    const whole = attack(24, nearest);
    expect(attack(1, nearest)).toEqual(whole);
    expect(attack(7, nearest)).toEqual(whole);
    // A smaller radius leaves out those that are farther: they count as robust, and stay as they are.
    const found = whole.filter(({ sample }) => sample.success && sample.l2 > 0);
    expect(found.length).toBeGreaterThan(0);
    const radii = found.map(({ sample }) => sample.l2).toSorted((a, b) => a - b);
    const median = at(radii, radii.length >> 1);
    const within = attack(24, { ...nearest, eps: parseEpsilon(median * 1.000001) });
    within.forEach(({ sample }, i) => {
      const full = whole[i]?.sample;
      if (full?.success === true && full.l2 <= median)
        expect({ ...sample, first_success_step: full.first_success_step }).toEqual(full);
      else expect([sample.success, sample.l2, sample.adv_pred]).toEqual([false, 0, sample.label]);
      if (sample.clean_pred !== sample.label) expect([sample.success, sample.l2]).toEqual([true, 0]);
    });
  });

  it('is the same bytes when the attack begins at it', () => {
    const { network, weights, cell, attack } = setUp(linfCell);
    const later = [
      ...attackImages(
        { engine, network, weights, classes: CLASSES, shape: SMALL_SHAPE },
        { ...cell, stopEarly: true },
        { images, from: 5, batch: COUNT },
        () => undefined,
      ),
    ];
    expect(later).toEqual(attack(COUNT, { stopEarly: true }).slice(5));
  });

  it('comes from the seed, and more restarts never lower the loss', () => {
    const { attack } = setUp(l2Cell);
    const random = { randomStart: true };
    const one = attack(COUNT, random);
    expect(attack(COUNT, random)).toEqual(one);
    expect(attack(COUNT, { ...random, seed: 8 })).not.toEqual(one);
    attack(COUNT, { ...random, restarts: 3 }).forEach(({ sample }, i) => {
      const single = at(one, i).sample.adv_loss;
      expect(sample.adv_loss).toBeGreaterThanOrEqual(single);
      expect(sample.restart === 0).toBe(sample.adv_loss === single);
    });
  });

  it('is the first iterate that succeeds where it stops early, and else the one of best loss', () => {
    const { attack } = setUp(l2Cell);
    const whole = attack(COUNT);
    const early = attack(COUNT, { stopEarly: true });
    const fooled = whole.filter(({ sample }) => sample.first_success_step !== null);
    expect(fooled.length).toBeGreaterThan(0);
    early.forEach(({ sample }, i) => {
      const twin = whole[i]?.sample;
      expect(sample.first_success_step).toBe(twin?.first_success_step);
      expect(sample.best_step).toBe(twin?.first_success_step ?? twin?.best_step);
      if (twin?.success === true) expect(sample.success).toBe(true);
    });
  });

  it('leaves no tensor behind, even where the caller stops listening', () => {
    const { network, weights, cell, attack } = setUp(linfCell);
    attack(2);
    const before = tf.memory().numTensors;
    attack(2, { randomStart: true, restarts: 2 });
    const attackedModel = { engine, network, weights, classes: CLASSES, shape: SMALL_SHAPE };
    const first = attackImages(attackedModel, cell, { images, from: 0, batch: 8 }, () => undefined);
    first.next();
    first.return(undefined);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('an attack that rescales', () => {
  it('finds a gradient where cross-entropy has lost it to the scale of the logits', () => {
    const { network, weights, cell } = setUp({ ...l2Cell, norm: 'linf', loss: 'ce' });
    const attackOn = (scale: number, rescale: boolean) => {
      const scaled: Network = { ...network, logits: (...inputs) => tf.mul(network.logits(...inputs), scale) };
      const labels = Int32Array.from(
        attackedBy(scaled, { ...cell, rescale }, split),
        ({ sample }) => sample.clean_pred,
      );
      return attackedBy(scaled, { ...cell, rescale }, { ...split, labels }).map(({ sample }) => sample);
    };
    const attackedBy = (scaled: Network, plan: AttackPlan, of: Images) => [
      ...attackImages(
        { engine, network: scaled, weights, classes: CLASSES, shape: SMALL_SHAPE },
        plan,
        { images: imagesInMemory(of), from: 0, batch: COUNT },
        () => undefined,
      ),
    ];
    const lost = attackOn(SCALE, false);
    expect(lost.filter(({ zero_gradient }) => zero_gradient).length).toBeGreaterThan(COUNT / 2);
    const found = attackOn(SCALE, true);
    expect(found.every(({ zero_gradient }) => zero_gradient === false)).toBe(true);
    // The scale of the logits makes no difference any more.
    const plain = attackOn(1, true);
    found.forEach(({ adv_pred, adv_loss }, i) => {
      expect(adv_pred).toBe(at(plain, i).adv_pred);
      expect(adv_loss).toBeCloseTo(at(plain, i).adv_loss, 3);
    });
    expect(found.filter(({ success }) => success).length).toBeGreaterThan(lost.filter(({ success }) => success).length);
  });
});

describe('an attack that rounds', () => {
  it('says what the network makes of the attacked image as a file of 8 bits, and changes nothing else', () => {
    const { network, weights, attack } = setUp({ ...linfCell, threat: 'pixel' });
    const whole = attack(COUNT);
    const rounded = attack(COUNT, { round: true });
    expect(whole.some(({ sample }) => 'rounded_pred' in sample)).toBe(false);
    rounded.forEach(({ sample: { rounded_pred, ...sample }, attacked }, i) => {
      expect({ sample, attacked }).toEqual(at(whole, i));
      const file = Float32Array.from(attacked, (value) => Math.round(value * 255) / 255);
      const predicted = tf.tidy(() => {
        const input = threatModels.pixel.input(tf.tensor4d(file, [1, ...SMALL_SHAPE]), network);
        return tf.argMax(network.logits(input, weights, 'evaluate'), 1).dataSync()[0];
      });
      expect(rounded_pred).toBe(predicted);
    });
    expect(attack(2, { round: true })).toEqual(rounded);
  });
});

describe('an ensemble', () => {
  it('gives an image to the next member where the one before did not break it, and says who did', () => {
    const { attack } = setUp({ ...l2Cell, norm: 'linf' });
    const samples = attack(COUNT, ensemble).map(({ sample }) => sample);
    const alone = attack(COUNT, { ...ensemble, options: { ...ensemble.options, members: 'apgd-ce' } });
    for (const [i, { sample: first }] of alone.entries()) {
      const sample = samples[i];
      if (first.success) expect(sample).toEqual(first);
      else expect(sample?.broken_by).not.toBe('apgd-ce');
    }
    for (const { success, clean_pred, label, broken_by, queries, gradients } of samples) {
      expect(broken_by === null).toBe(!success || clean_pred !== label);
      if (clean_pred !== label) expect([queries, gradients]).toEqual([0, 0]);
      // Two members of three steps, then two targets of three steps each.
      if (!success) expect([queries, gradients]).toEqual([16, 12]);
    }
    expect(new Set(samples.map((sample) => sample.success)).size).toBe(2);
  });
});
