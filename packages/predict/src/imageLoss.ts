import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { traceNamed, type Engine } from '@bcos-bench/engine';
import { trainingLosses } from '@bcos-bench/models';
import type { TrainingLoss } from '@bcos-bench/formats';
import { only } from '@bcos-bench/vocabulary';

/** The loss of one image at a time. It holds memory until `dispose()`. */
export interface ImageLoss {
  /** @param logits of one image, a number for each class */
  of(logits: Float32Array, label: number): number;
  dispose(): void;
}

/**
 * Traces a training loss for single images: over a batch, TensorFlow rounds the last rows of exponentials and logarithms
 * otherwise than the first ones, so that an image's loss would depend on its place in the batch.
 */
export function traceImageLoss(engine: Engine, loss: TrainingLoss, classes: number): ImageLoss {
  const onehotOf = (label: number): Tensor2D =>
    tf.tensor2d(
      Float32Array.from({ length: classes }, (_, k) => (k === label ? 1 : 0)),
      [1, classes],
    );
  const example = { logits: tf.zeros<tf.Rank.R2>([1, classes]), onehot: onehotOf(0) };
  const trace = traceNamed(engine, ({ logits, onehot }) => ({ loss: trainingLosses[loss](logits, onehot) }), example);
  tf.dispose(example);
  return {
    of: (logits, label) => {
      const inputs = { logits: tf.tensor2d(logits, [1, classes]), onehot: onehotOf(label) };
      const outputs = trace.run(inputs);
      const value = only(outputs.loss.dataSync());
      tf.dispose([inputs, outputs]);
      return value;
    },
    dispose: () => trace.dispose(),
  };
}
