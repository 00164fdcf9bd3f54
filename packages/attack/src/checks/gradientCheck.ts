import { z } from 'zod';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { imageBatch } from '@bcos-bench/models';
import { at, numbersOf, USUAL_IMAGE_SHAPE } from '@bcos-bench/vocabulary';
import { lossAt, threatModels } from '@bcos-bench/adversary';
import type { AttackAim } from '../plan/attackPlan.js';
import { BATCH_UNIT, batchSizeFor } from '@bcos-bench/engine';
import { classTensors } from '../model/classTensors.js';
import { followedLoss } from '../model/followedLoss.js';
import { spreadTensor } from '../model/spreadTensor.js';
import { attackedShape } from '../model/attackedNetwork.js';
import { goalOf, evaluationShape } from '../plan/graphShape.js';
import { inChunks } from '../rows/inChunks.js';
import { prepareTasks } from '../rows/preparation.js';
import type { RowsToAttack } from '../rows/rowsToAttack.js';
import { evaluationNoise, traceEvaluator } from '../rows/evaluator.js';
import type { Task } from '../plan/task.js';
import type { AttackedModel } from '../model/attackedModel.js';

/** What a network does on a few clean images, measured besides the attack. */
export const gradientCheckSchema = z.object({
  images: z.int(),
  /** The largest distance of two forward passes' logits, each divided by its length. */
  repeatDifference: z.number(),
  /** Images of which the gradient is large enough that a small step along it must be seen in the loss. */
  measurable: z.int(),
  /** Of those: whose loss rises by less than a tenth of what the gradient says. */
  mismatched: z.int(),
});
export type GradientCheck = z.infer<typeof gradientCheckSchema>;

/** How many images are checked, at most. */
const CHECKED_IMAGES = 64;
/** The length of the small step in l2, in units of [0,1], for images of the usual shape. */
const SMALL_STEP = 0.005;
/** A change of loss below this part of it is rounding. */
const MEASURABLE = 1e-4;
const FOLLOWED = 0.1;

/** Checks the network at the first of `total` images. */
export function checkGradient(
  attackedModel: AttackedModel,
  aim: AttackAim,
  images: RowsToAttack,
  total: number,
): GradientCheck {
  const count = Math.min(total, CHECKED_IMAGES);
  const size = batchSizeFor(count);
  const evaluator = traceEvaluator(attackedModel, aim, size);
  try {
    const tasks: Task[] = [];
    for (const task of prepareTasks(attackedModel, aim, evaluator, images, 0, size)) {
      tasks.push(task);
      if (tasks.length === count) break;
    }
    return together(Array.from(inChunks(tasks, BATCH_UNIT), (batch) => checkTasks(attackedModel, aim, batch)));
  } finally {
    evaluator.dispose();
  }
}

function together(gradientChecks: readonly GradientCheck[]): GradientCheck {
  const sum = (count: (gradientCheck: GradientCheck) => number): number =>
    gradientChecks.reduce((total, gradientCheck) => total + count(gradientCheck), 0);
  return {
    images: sum(({ images }) => images),
    repeatDifference: Math.max(...gradientChecks.map(({ repeatDifference }) => repeatDifference)),
    measurable: sum(({ measurable }) => measurable),
    mismatched: sum(({ mismatched }) => mismatched),
  };
}

/**
 * Op by op, because a trace would repeat whatever was random when it was made. Few images at a time: without a trace, whatever
 * a pass computes stays in memory until its end, a gigabyte for eight images of a ResNet-50.
 */
function checkTasks(attackedModel: AttackedModel, aim: AttackAim, tasks: readonly Task[]): GradientCheck {
  const { network, weights, classes } = attackedModel;
  const smallStep = smallStepFor(attackedModel);
  const size = batchSizeFor(tasks.length);
  const threat = threatModels[aim.threat];
  const shape = evaluationShape(aim);
  const goal = goalOf(shape);
  return tf.tidy(() => {
    const images = tasks.map(({ origin }) => origin);
    const x = imageBatch(images, size, attackedShape(attackedModel, aim));
    const { onehot, target } = classTensors(tasks, size, classes);
    const passes = network.draws
      ? [0, 1].map((sample) => evaluationNoise(attackedModel, aim.seed, tasks, size, sample))
      : [];
    const logitsAt = (point: Tensor4D, pass = 0) =>
      tf.tidy(() => network.logits(threat.input(point, network), weights, 'evaluate', { noise: passes[pass] }));
    const inputs = { onehot, target, spread: spreadTensor(tasks, size) };
    const score = (logits: ReturnType<typeof logitsAt>): Tensor1D =>
      tf.mul(followedLoss(shape, logits, inputs), goal.direction);
    const seen = lossAt(network, weights, threat, score, x, onehot, { noise: passes[0] });
    const again = logitsAt(x, 1);
    const length = tf.sqrt(tf.sum<Tensor4D>(tf.square(seen.gradient), [1, 2, 3], true));
    const direction = tf.divNoNan<Tensor4D>(seen.gradient, length);
    const moved = score(logitsAt(tf.add(x, tf.mul(direction, smallStep))));
    const values = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync()).slice(0, tasks.length);
    return {
      images: tasks.length,
      repeatDifference: Math.max(...values(unitDistance(seen.logits, again))),
      ...mismatches(values(seen.losses), values(moved), values(length), smallStep),
    };
  });
}

function mismatches(
  before: readonly number[],
  after: readonly number[],
  slopes: readonly number[],
  smallStep: number,
): Pick<GradientCheck, 'measurable' | 'mismatched'> {
  const images = before.map((loss, i) => ({
    loss: Math.abs(loss),
    promised: smallStep * at(slopes, i),
    rise: at(after, i) - loss,
  }));
  const measurable = images.filter(({ promised, loss }) => promised > MEASURABLE * Math.max(loss, MEASURABLE));
  return {
    measurable: measurable.length,
    mismatched: measurable.filter(({ rise, promised }) => !(rise > FOLLOWED * promised)).length,
  };
}

/** The distance [N] of rows that are made as long as 1. */
function unitDistance(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor {
  const unit = (rows: tf.Tensor2D): tf.Tensor2D => tf.divNoNan(rows, tf.norm(rows, 2, 1, true));
  return tf.norm(tf.sub(unit(a), unit(b)), 2, 1);
}

/** The small step for images of any shape: each number of an image moves as much as in one of the usual shape. */
function smallStepFor({ shape }: Pick<AttackedModel, 'shape'>): number {
  return SMALL_STEP * Math.sqrt(numbersOf(shape) / numbersOf(USUAL_IMAGE_SHAPE));
}
