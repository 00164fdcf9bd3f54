import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { evaluationStream, imageBatch, networkNoise } from '@bcos-bench/models';
import { at, Fault } from '@bcos-bench/vocabulary';
import { attackedShape, inputShape } from '../model/attackedNetwork.js';
import type { AttackAim } from '../plan/attackPlan.js';
import { classTensors } from '../model/classTensors.js';
import { evaluationShape } from '../plan/graphShape.js';
import { traceEvaluationGraph, type EvaluatedBatch } from '../model/evaluationGraph.js';
import { spreadTensor } from '../model/spreadTensor.js';
import { noPool } from '../model/lruPool.js';
import type { ImageEvaluation } from '../plan/task.js';
import type { AttackedModel } from '../model/attackedModel.js';

/** An image to be evaluated: its place in the attacked space, and its classes. */
interface EvaluatedImage {
  readonly index: number;
  /** Numbers in [0,1], or bytes, which are divided by 255. */
  readonly values: Float32Array | Uint8Array;
  readonly label: number;
  readonly target: number;
  /** What its logits are divided by before the loss, where the attack rescales them. */
  readonly spread: number;
}

/** Evaluates images without attacking them. */
export interface Evaluator {
  /**
   * One evaluation per image, at most `size` of them at a time.
   * @throws Fault where a logit is not finite
   */
  evaluate(images: readonly EvaluatedImage[]): ImageEvaluation[];
  dispose(): void;
}

/** Makes ready the network's evaluator for batches of `size` images: traces it, unless the model's pool has its graph. */
export function traceEvaluator(attackedModel: AttackedModel, aim: AttackAim, size: number): Evaluator {
  const { classes, network } = attackedModel;
  const shape = evaluationShape(aim);
  const image = attackedShape(attackedModel, shape);
  const batchOf = (images: readonly EvaluatedImage[]): EvaluatedBatch => {
    const values = images.map((image) => image.values);
    const batch = {
      x: imageBatch(values, size, image),
      ...classTensors(images, size, classes),
      spread: spreadTensor(images, size),
    };
    return network.draws ? { ...batch, noise: evaluationNoise(attackedModel, aim.seed, images, size) } : batch;
  };
  const pool = attackedModel.graphs?.evaluations ?? noPool();
  const key = JSON.stringify({ ...shape, size, image });
  const graph = pool.borrow(key, () => {
    const example = batchOf([]);
    const traced = traceEvaluationGraph(attackedModel, shape, example);
    tf.dispose(example);
    return traced;
  });
  return {
    evaluate: (images) => {
      const batch = batchOf(images);
      const outputs = graph.evaluate(batch);
      const [logits, losses] = [outputs.logits.dataSync<'float32'>(), outputs.losses.dataSync<'float32'>()];
      tf.dispose([batch, outputs]);
      return images.map(({ index }, i) =>
        evaluation(index, Array.from(logits.subarray(i * classes, (i + 1) * classes)), at(losses, i)),
      );
    },
    dispose: () => pool.giveBack(key, graph),
  };
}

/**
 * What a network that draws is given to evaluate some images, [size, ...]. The same image gets the same numbers each time.
 * @param sample which of several evaluations of the same image
 */
export function evaluationNoise(
  attacked: Pick<AttackedModel, 'network' | 'shape'>,
  seed: number,
  images: readonly { readonly index: number }[],
  size: number,
  sample = 0,
): Tensor4D {
  const streams = Array.from({ length: size }, (_, i) => {
    const image = images[i];
    return image === undefined ? null : evaluationStream(seed, image.index, sample);
  });
  return networkNoise(streams, inputShape(attacked));
}

function evaluation(index: number, logits: readonly number[], loss: number): ImageEvaluation {
  if (![...logits, loss].every(Number.isFinite)) {
    throw new Fault({
      what: 'the network gives logits that are not finite',
      where: `image ${index}`,
      remedy: 'train it again, or attack another checkpoint',
    });
  }
  return { logits, loss, prediction: largest(logits) };
}

function largest(logits: readonly number[]): number {
  return logits.reduce((best, logit, i) => (logit > (logits[best] ?? Number.NEGATIVE_INFINITY) ? i : best), 0);
}
