import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { imageBatch } from '@bcos-bench/models';
import { numbersOf, USUAL_IMAGE_SHAPE } from '@bcos-bench/vocabulary';
import type { ImageRows } from '@bcos-bench/formats';
import { attackLosses, lossAt, threatModels } from '@bcos-bench/adversary';
import type { AttackAim } from './attackPlan.js';
import { BATCH_UNIT, batchSizeFor } from '@bcos-bench/engine';
import { classTensors } from './classTensors.js';
import { attackedShape } from './attackedNetwork.js';
import { goalOf, judgementShape } from './graphShape.js';
import { inChunks } from './inChunks.js';
import { intake } from './intake.js';
import { traceJudge } from './judgement.js';
import type { Task } from './task.js';
import type { Victim } from './victim.js';

/** What a network does on a few clean pictures, measured besides the attack. */
export interface Probe {
  readonly pictures: number;
  /** The largest distance of two forward passes' logits, each divided by its length. */
  readonly repeatDifference: number;
  /** Pictures of which the gradient is large enough that a small step along it must be seen in the loss. */
  readonly measurable: number;
  /** Of those: whose loss rises by less than a tenth of what the gradient says. */
  readonly disobedient: number;
}

/** How many pictures are probed, at most. */
const PROBED_PICTURES = 64;
/** The length of the small step in l2, in units of [0,1], for images of the usual shape. */
const SMALL_STEP = 0.005;
/** A change of loss below this part of it is rounding. */
const MEASURABLE = 1e-4;
const OBEDIENT = 0.1;

/** Probes the network at the first of `total` pictures. */
export function probe(victim: Victim, aim: AttackAim, images: ImageRows, total: number): Probe {
  const count = Math.min(total, PROBED_PICTURES);
  const size = batchSizeFor(count);
  const judge = traceJudge(victim, aim, size);
  try {
    const tasks: Task[] = [];
    for (const task of intake(victim, aim, judge, images, 0, size)) {
      tasks.push(task);
      if (tasks.length === count) break;
    }
    return together(Array.from(inChunks(tasks, BATCH_UNIT), (batch) => probeTasks(victim, aim, batch)));
  } finally {
    judge.dispose();
  }
}

function together(probes: readonly Probe[]): Probe {
  const sum = (count: (probe: Probe) => number): number => probes.reduce((total, probe) => total + count(probe), 0);
  return {
    pictures: sum(({ pictures }) => pictures),
    repeatDifference: Math.max(...probes.map(({ repeatDifference }) => repeatDifference)),
    measurable: sum(({ measurable }) => measurable),
    disobedient: sum(({ disobedient }) => disobedient),
  };
}

/**
 * Op by op, because a trace would repeat whatever was random when it was made. Few pictures at a time: without a trace, whatever
 * a pass computes stays in memory until its end, a gigabyte for eight pictures of a ResNet-50.
 */
function probeTasks(victim: Victim, aim: AttackAim, tasks: readonly Task[]): Probe {
  const { network, weights, classes } = victim;
  const smallStep = smallStepFor(victim);
  const size = batchSizeFor(tasks.length);
  const threat = threatModels[aim.threat];
  const goal = goalOf(judgementShape(aim));
  return tf.tidy(() => {
    const pictures = tasks.map(({ origin }) => origin);
    const x = imageBatch(pictures, size, attackedShape(victim, aim));
    const { onehot, target } = classTensors(tasks, size, classes);
    const logitsAt = (at: Tensor4D) => tf.tidy(() => network.logits(threat.input(at, network), weights, 'evaluate'));
    const score = (logits: ReturnType<typeof logitsAt>): Tensor1D =>
      tf.mul(goal.loss(attackLosses[aim.loss], logits, { onehot, target }), goal.direction);
    const seen = lossAt(network, weights, threat, score, x, onehot);
    const again = logitsAt(x);
    const length = tf.sqrt(tf.sum<Tensor4D>(tf.square(seen.gradient), [1, 2, 3], true));
    const direction = tf.divNoNan<Tensor4D>(seen.gradient, length);
    const moved = score(logitsAt(tf.add(x, tf.mul(direction, smallStep))));
    const values = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync()).slice(0, tasks.length);
    const [before, after, slopes] = [seen.losses, moved, length].map(values);
    return {
      pictures: tasks.length,
      repeatDifference: Math.max(...values(unitDistance(seen.logits, again))),
      ...obedience(before ?? [], after ?? [], slopes ?? [], smallStep),
    };
  });
}

function obedience(
  before: readonly number[],
  after: readonly number[],
  slopes: readonly number[],
  smallStep: number,
): Pick<Probe, 'measurable' | 'disobedient'> {
  const pictures = before.map((loss, i) => ({
    loss: Math.abs(loss),
    promised: smallStep * (slopes[i] ?? NaN),
    rise: (after[i] ?? NaN) - loss,
  }));
  const measurable = pictures.filter(({ promised, loss }) => promised > MEASURABLE * Math.max(loss, MEASURABLE));
  return {
    measurable: measurable.length,
    disobedient: measurable.filter(({ rise, promised }) => !(rise > OBEDIENT * promised)).length,
  };
}

/** The distance [N] of rows that are made as long as 1. */
function unitDistance(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor {
  const unit = (rows: tf.Tensor2D): tf.Tensor2D => tf.divNoNan(rows, tf.norm(rows, 2, 1, true));
  return tf.norm(tf.sub(unit(a), unit(b)), 2, 1);
}

/** The small step for images of any shape: each number of an image moves as much as in one of the usual shape. */
function smallStepFor({ shape }: Pick<Victim, 'shape'>): number {
  return SMALL_STEP * Math.sqrt(numbersOf(shape) / numbersOf(USUAL_IMAGE_SHAPE));
}
