import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { traceNamed, type Engine, type NamedTensors } from '@bcos-bench/engine';
import { balls, lossAt, stepWithin, threatModels, usualStepSize } from '@bcos-bench/adversary';
import type { Loss, Network, Weights } from '@bcos-bench/models';
import { PICTURE_SIZE, randomStream } from '@bcos-bench/stage';
import type { AdversarialPlan } from './trainPlan.js';
import type { LabelledBatch } from './trainingBatch.js';

/** Attacks training batches with the weights as they are. */
export interface TrainingAttack {
  /**
   * The attacked pictures [N,32,32,3].
   * @param start a point of the full ball around the batch's pictures
   * @param strength the share of eps that the attack has, above 0 and at most 1
   */
  run(weights: Weights, batch: LabelledBatch, start: Tensor4D, strength: number): Tensor4D;
  dispose(): void;
}

/** Keeps the streams of starting points apart from all others. */
const TRAINING_START = 0x7a57;

type AttackInputs = NamedTensors & Readonly<{ x: Tensor4D; origin: Tensor4D; onehot: Tensor2D; strength: Scalar }>;

/**
 * Traces PGD on the training loss. The pictures are attacked, not their encoding, and the network is in evaluation mode
 * meanwhile, as in the robustness package.
 */
export function traceTrainingAttack(
  engine: Engine,
  network: Network,
  loss: Loss,
  { norm, eps, steps }: AdversarialPlan,
  examples: { readonly weights: Weights; readonly batch: LabelledBatch },
): TrainingAttack {
  const stepSize = usualStepSize(eps, steps);
  // The perturbation is moved as if it had all of eps, and then made smaller: balls and steps scale with their radius.
  const step = ({ x, origin, onehot, strength, ...flat }: AttackInputs): { x: Tensor4D } => {
    const weights = new Map(Object.entries(flat));
    const reached = scaledPerturbation(x, origin, strength);
    const { gradient } = lossAt(network, weights, threatModels.pixel, loss, reached, onehot);
    return { x: stepWithin(balls[norm], x, gradient, origin, eps, stepSize) };
  };
  const inputs = (
    weights: Weights,
    { pictures, onehot }: LabelledBatch,
    x: Tensor4D,
    strength: Scalar,
  ): AttackInputs => ({
    ...Object.fromEntries(weights),
    x,
    origin: pictures,
    onehot,
    strength,
  });
  const full = tf.scalar(1);
  const trace = traceNamed(engine, step, inputs(examples.weights, examples.batch, examples.batch.pictures, full));
  full.dispose();
  return {
    run: (weights, batch, start, strength) => {
      const share = tf.scalar(strength);
      let x = tf.clone(start);
      for (let i = 0; i < steps; i += 1) {
        const next = trace.run(inputs(weights, batch, x, share)).x;
        x.dispose();
        x = next;
      }
      const attacked = tf.tidy(() => scaledPerturbation(x, batch.pictures, share));
      tf.dispose([x, share]);
      return attacked;
    },
    dispose: () => trace.dispose(),
  };
}

/** `x` with its distance from `origin` made smaller. */
function scaledPerturbation(x: Tensor4D, origin: Tensor4D, strength: Scalar): Tensor4D {
  return tf.add(origin, tf.mul(tf.sub(x, origin), strength));
}

/** A random point of the ball around each picture, cut to [0,1], of (seed, epoch, picture). */
export function randomStart(
  pictures: Tensor4D,
  { norm, eps }: AdversarialPlan,
  key: { seed: number; epoch: number; indices: Int32Array },
): Tensor4D {
  const values = Float32Array.from(pictures.dataSync<'float32'>());
  key.indices.forEach((index, i) => {
    const random = randomStream(key.seed, TRAINING_START, key.epoch, index);
    const offset = balls[norm].randomPerturbation(random, PICTURE_SIZE, eps);
    const at = i * PICTURE_SIZE;
    offset.forEach((value, j) => {
      values[at + j] = Math.min(1, Math.max(0, (values[at + j] ?? NaN) + value));
    });
  });
  return tf.tensor4d(values, pictures.shape);
}
