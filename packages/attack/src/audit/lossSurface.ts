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

/** How many images have a surface, at most. */
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
      if (tasks.length < IMAGES && task.clean.prediction === task.label) tasks.push(task);
    }
    const steps = Array.from({ length: 2 * SIDE + 1 }, (_, i) => (i - SIDE) / SIDE);
    const surfaceOf = ({ task, along, random }: Directions) => ({
      index: task.index,
      losses: steps.map((u) =>
        lossesAlong(
          evaluator,
          task,
          steps.map((v) => moved(task, [u, along], [v, random])),
          size,
        ),
      ),
    });
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
  return Array.from(inChunks(tasks, BATCH_UNIT)).flatMap((batch) => {
    const batchOf = (images: readonly Float32Array[]) => imageBatch(images, BATCH_UNIT, shape);
    const [along, random] = tf.tidy(() => {
      const x = batchOf(batch.map(({ origin }) => origin));
      const { onehot } = classTensors(batch, BATCH_UNIT, classes);
      const noise = network.draws ? evaluationNoise(model, plan.seed, batch, BATCH_UNIT) : undefined;
      const { away } = attackLosses[plan.loss];
      const { gradient } = lossAt(network, weights, threatModels[plan.threat], away, x, onehot, { noise });
      const lengthened = (direction: Tensor4D) => ball.step(direction, plan.eps).dataSync<'float32'>();
      return [lengthened(gradient), lengthened(batchOf(batch.map(randomOf)))] as const;
    });
    const width = along.length / BATCH_UNIT;
    const rowOf = (values: Float32Array, i: number): Float32Array => values.slice(i * width, (i + 1) * width);
    return batch.map((task, i) => ({ task, along: rowOf(along, i), random: rowOf(random, i) }));
  });
}

/** An image moved by so much of each of two perturbations, and cut to [0,1]. */
function moved(
  { origin }: Task,
  ...parts: readonly (readonly [share: number, perturbation: Float32Array])[]
): Float32Array {
  const offset = (i: number): number => parts.reduce((sum, [share, values]) => sum + share * at(values, i), 0);
  return origin.map((value, i) => Math.min(1, Math.max(0, value + offset(i))));
}

/** The losses of an image at some points around it. */
function lossesAlong(
  evaluator: Evaluator,
  { index, label, spread }: Task,
  points: readonly Float32Array[],
  size: number,
): number[] {
  const images = points.map((values) => ({ index, label, target: label, spread, values }));
  return Array.from(inChunks(images, size)).flatMap((chunk) => evaluator.evaluate(chunk).map(({ loss }) => loss));
}
