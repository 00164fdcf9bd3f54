import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow } from '@bcos-bench/engine';
import { buildNetwork, initialWeights, loadWeights, type Network, type Weights } from '@bcos-bench/models';
import { float32At } from '@bcos-bench/vocabulary';
import { threatModels } from '../threatModel.js';
import { mapAt } from './mapAt.js';
import type { MapObjective } from './mapObjective.js';
import { objectiveAt, objectiveGradientAt, type AttackedExplanation, type ExplanationBatch } from './objectiveAt.js';
import { brought } from './objectives/brought.js';
import { hidden } from './objectives/hidden.js';
import { kept } from './objectives/kept.js';
import { moved } from './objectives/moved.js';

const CLASSES = 4;
const IMAGES = 3;
const SHAPE = [IMAGES, 8, 8, 3] as const;

beforeAll(async () => {
  await openTensorFlow();
});

function networkOf(name: string, b: number, maxOut: number, norm: string): { network: Network; weights: Weights } {
  const network = buildNetwork({ name, b, maxOut, norm }, CLASSES, null);
  return { network, weights: loadWeights(network.parameters, initialWeights(network.parameters, 3), 'spec') };
}

const imagesOf = (seed: number): Tensor4D => tf.randomUniform<tf.Rank.R4>([...SHAPE], 0, 1, 'float32', seed);

const oneHot = (classes: readonly number[]): Tensor2D =>
  tf.reshape(tf.cast(tf.oneHot(tf.tensor1d([...classes], 'int32'), CLASSES), 'float32'), [IMAGES, CLASSES]);

/** Where the gradient is checked: near the images of seed 1. */
const iterate = (): Tensor4D => tf.clipByValue(tf.add(imagesOf(1), tf.mul(tf.sub(imagesOf(5), 0.5), 0.2)), 0, 1);

/** The class of the lowest or the highest logit there. */
function classThere({ network, weights }: { network: Network; weights: Weights }, pick: typeof tf.argMax): Tensor2D {
  const logits = network.logits(threatModels.pixel.input(iterate(), network), weights, 'evaluate');
  return oneHot([...pick(logits, 1).dataSync()]);
}

/** What an attack on the images of seed 1 is given; those of seed 2 are wanted. */
function givenOf({ network, weights }: { network: Network; weights: Weights }, threat = threatModels.pixel) {
  const input = threat.input(threat.attacked(imagesOf(1), network), network);
  const logits = network.logits(input, weights, 'evaluate');
  const predicted = oneHot([...tf.argMax(logits, 1).dataSync()]);
  const other = mapAt(network, weights, threat.input(threat.attacked(imagesOf(2), network), network), predicted);
  const given: ExplanationBatch = {
    predicted,
    probability: tf.max(tf.softmax(logits), 1),
    confidence: tf.fill([IMAGES], 0.9),
    clean: mapAt(network, weights, input, predicted).map,
    wanted: tf.div(tf.abs<Tensor3D>(other.map), tf.max(tf.abs(other.map))),
  };
  return given;
}

const objectives: readonly (readonly [string, MapObjective])[] = [
  ['moved', moved],
  ['brought', brought],
  ['hidden', hidden],
  ['kept', kept],
];
/** Without MaxOut: which unit is largest has no derivative, and a difference across a change of units is none. */
const networks = [
  ['bcos-resnet8', 2, 1, 'none'],
  ['bcos-resnet8', 2, 1, 'bnu-linear'],
  ['bcos-resnet8', 1.5, 1, 'bnu-linear'],
] as const;

/** The step of a central difference in l2. */
const STEP = 2e-3;
/** Of a slope. W(x) has kinks where a response is 0, at b = 1.5 steep ones, and float32 keeps four digits of such a difference. */
const TOLERANCE = 0.05;

/** The slopes [N] of the score along its gradient: what the gradient says, and what differences say. */
function slopes(attacked: AttackedExplanation, given: ExplanationBatch): { said: Float32Array; found: Float32Array } {
  const x = iterate();
  const { gradient } = objectiveGradientAt(attacked, x, given);
  const length = tf.sqrt(tf.sum<Tensor4D>(tf.square(gradient), [1, 2, 3], true));
  const direction = tf.div<Tensor4D>(gradient, length);
  const scoreAt = (step: number) => objectiveAt(attacked, tf.add(x, tf.mul(direction, step)), given).score;
  const found = tf.div(tf.sub(scoreAt(STEP), scoreAt(-STEP)), 2 * STEP);
  return { said: length.dataSync<'float32'>(), found: found.dataSync<'float32'>() };
}

describe.each(networks)('on %s, b %d, MaxOut %d, norm %s', (...architecture) => {
  it.each(objectives)('the gradient of %s is that of central differences', (_name, objective) => {
    tf.tidy(() => {
      const model = networkOf(...architecture);
      const given = givenOf(model);
      // So that the prediction is as asked: the likeliest class stays, or is another than a class that is not.
      const predicted = objective.prediction === 'kept' ? given.predicted : classThere(model, tf.argMin);
      const attacked = { ...model, threat: threatModels.pixel, objective };
      const { said, found } = slopes(attacked, { ...given, predicted });
      said.forEach((slope, i) => {
        expect(slope).toBeGreaterThan(0);
        expect(Math.abs(float32At(found, i) / slope - 1)).toBeLessThan(TOLERANCE);
      });
    });
  });
});

it('leads back where the prediction is not as asked, and counts for less there', () => {
  tf.tidy(() => {
    const model = networkOf('bcos-resnet8', 2, 1, 'bnu-linear');
    const given = givenOf(model);
    for (const [objective, changed] of [
      [moved, { probability: tf.fill<tf.Rank.R1>([IMAGES], 0.9), confidence: tf.fill<tf.Rank.R1>([IMAGES], 0.1) }],
      [moved, { predicted: classThere(model, tf.argMin) }],
      [kept, { predicted: classThere(model, tf.argMax) }],
    ] as const) {
      const attacked = { ...model, threat: threatModels.pixel, objective };
      const away = { ...given, ...changed };
      objectiveAt(attacked, iterate(), away)
        .score.dataSync()
        .forEach((score) => expect(score).toBeLessThan(-2));
      const { said, found } = slopes(attacked, away);
      said.forEach((slope, i) => expect(Math.abs(float32At(found, i) / slope - 1)).toBeLessThan(TOLERANCE));
    }
  });
});
