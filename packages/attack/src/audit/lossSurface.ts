import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import { balls, lossAt, attackLosses, threatModels } from '@bcos-bench/adversary';
import { imageBatch } from '@bcos-bench/models';
import { randomStream } from '@bcos-bench/random';
import type { ImageRows, LossSurface } from '@bcos-bench/formats';
import { BATCH_UNIT, batchSizeFor } from '@bcos-bench/engine';
import type { AttackedModel } from '../model/attackedModel.js';
import { attackedShape } from '../model/attackedNetwork.js';
import { classTensors } from '../model/classTensors.js';
import type { MethodPlan } from '../plan/methodPlan.js';
import type { Task } from '../plan/task.js';
import { evaluationNoise, traceEvaluator, type Evaluator } from '../rows/evaluator.js';
import { inChunks } from '../rows/inChunks.js';
import { prepareTasks } from '../rows/preparation.js';

/** How many images have a surface, at most: fewer than fill a batch. */
const IMAGES = 4;
/** Steps to each side of the image. */
const SIDE = 8;
/** Keeps the random directions apart from all other streams. */
const DIRECTION = 0xd14e;

/**
 * The loss around the first images that are classified correctly: along the step that the attack takes at the image, and along a random
 * one, each of the length of the radius at the ends. Images are cut to [0,1].
 */
export function lossSurface(model: AttackedModel, plan: MethodPlan, images: ImageRows, batch: number): LossSurface {
  const size = batchSizeFor(batch);
  const evaluator = traceEvaluator(model, plan, size);
  try {
    const tasks: Task[] = [];
    for (const task of prepareTasks(model, plan, evaluator, images, 0, size)) {
      if (task.clean.prediction === task.label) tasks.push(task);
      if (tasks.length === IMAGES) break;
    }
    const steps = Array.from({ length: 2 * SIDE + 1 }, (_, i) => (i - SIDE) / SIDE);
    const surfaceOf = (directions: Directions) => {
      const losses = lossesAt(evaluator, directions.task, pointsAround(directions, steps), size);
      return { index: directions.task.index, losses: Array.from(inChunks(losses, steps.length)) };
    };
    return { steps, images: directionsOf(model, plan, tasks).map(surfaceOf) };
  } finally {
    evaluator.dispose();
  }
}

/** Two perturbations of an image of the length of the radius: the step of the attack, which is 0 where the gradient is, and a random one. */
interface Directions {
  readonly task: Task;
  readonly along: Float32Array;
  readonly random: Float32Array;
}

function directionsOf(model: AttackedModel, plan: MethodPlan, tasks: readonly Task[]): Directions[] {
  const { network, weights, classes } = model;
  const shape = attackedShape(model, plan);
  const ball = balls[plan.norm];
  const randomOf = ({ index, origin }: Task): Float32Array =>
    ball.randomPerturbation(randomStream(plan.seed, DIRECTION, index), origin.length, plan.eps);
  const batchOf = (images: readonly Float32Array[]) => imageBatch(images, BATCH_UNIT, shape);
  const [along, random] = tf.tidy(() => {
    const x = batchOf(tasks.map(({ origin }) => origin));
    const { onehot } = classTensors(tasks, BATCH_UNIT, classes);
    const noise = network.draws ? evaluationNoise(model, plan.seed, tasks, BATCH_UNIT) : undefined;
    const { away } = attackLosses[plan.loss];
    const { gradient } = lossAt(network, weights, threatModels[plan.threat], away, x, onehot, { noise });
    const lengthened = (direction: Tensor4D) => ball.step(direction, plan.eps).dataSync<'float32'>();
    return [lengthened(gradient), lengthened(batchOf(tasks.map(randomOf)))] as const;
  });
  const width = along.length / BATCH_UNIT;
  const rowOf = (values: Float32Array, i: number): Float32Array => values.slice(i * width, (i + 1) * width);
  return tasks.map((task, i) => ({ task, along: rowOf(along, i), random: rowOf(random, i) }));
}

/** An image moved by a share of each of two perturbations, and cut to [0,1]. */
function moved(
  { origin }: Task,
  ...parts: readonly (readonly [share: number, perturbation: Float32Array])[]
): Float32Array {
  const offset = (i: number): number => parts.reduce((sum, [share, values]) => sum + share * at(values, i), 0);
  return origin.map((value, i) => Math.min(1, Math.max(0, value + offset(i))));
}

/** The points of a grid around an image, row by row: each is made when it is asked for. */
function* pointsAround({ task, along, random }: Directions, steps: readonly number[]): Generator<Float32Array> {
  for (const u of steps) for (const v of steps) yield moved(task, [u, along], [v, random]);
}

/** The losses of an image at some points around it. */
function lossesAt(
  evaluator: Evaluator,
  { index, label, spread }: Task,
  points: Iterable<Float32Array>,
  size: number,
): number[] {
  const losses: number[] = [];
  for (const chunk of inChunks(points, size)) {
    const images = chunk.map((values) => ({ index, label, target: label, spread, values }));
    losses.push(...evaluator.evaluate(images).map(({ loss }) => loss));
  }
  return losses;
}
