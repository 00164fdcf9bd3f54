import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { traceNamed, type Engine } from '@bcos-bench/engine';
import { attackLosses, balls, lossAt, stepWithin, threatModels } from '@bcos-bench/adversary';
import type { Network, Weights } from '@bcos-bench/models';
import type { AttackPlan } from './attackPlan.js';
import type { AttackedBatch } from './attackedBatch.js';

/** Where the attack on a batch stands: one entry a picture. All tensors are float32. */
export type AttackState = Readonly<{
  /** The current iterate [N,32,32,C] in the attacked space. */
  x: Tensor4D;
  /** The iterate of highest loss so far; of equals the earliest. */
  bestX: Tensor4D;
  bestLoss: Tensor1D;
  bestStep: Tensor1D;
  /** The first iterate that was misclassified, or -1. */
  firstSuccess: Tensor1D;
}>;

/** One iteration of PGD on a batch of fixed size, traced. */
export interface Iteration {
  /** Judges the current iterate, number `step`, then moves it. */
  advance(state: AttackState, batch: AttackedBatch, step: number): AttackState;
  /** Judges the current iterate and moves no more. */
  conclude(state: AttackState, batch: AttackedBatch, step: number): AttackState;
  dispose(): void;
}

type IterationInputs = AttackState & AttackedBatch & Readonly<{ step: Scalar }>;

const NEVER = -1;

/** The state before the first iterate, `start`, is judged. */
export function initialState(start: Tensor4D): AttackState {
  const [n] = start.shape;
  return {
    x: tf.clone(start),
    bestX: tf.clone(start),
    bestLoss: tf.fill([n], Number.NEGATIVE_INFINITY),
    bestStep: tf.zeros([n]),
    firstSuccess: tf.fill([n], NEVER),
  };
}

/** Traces the iteration of `plan` on `network` for batches like `example`. */
export function traceIteration(
  engine: Engine,
  network: Network,
  weights: Weights,
  plan: AttackPlan,
  example: AttackedBatch,
): Iteration {
  const threat = threatModels[plan.threat];
  const loss = attackLosses[plan.loss];
  const ball = balls[plan.norm];

  const advance = (now: IterationInputs): AttackState => {
    const { losses, logits, gradient } = lossAt(network, weights, threat, loss, now.x, now.onehot);
    const x = stepWithin(ball, now.x, gradient, now.origin, plan.eps, plan.stepSize);
    return { ...judge(now, losses, logits), x };
  };
  const conclude = (now: IterationInputs): AttackState => {
    const logits = network.logits(threat.input(now.x, network), weights, 'evaluate');
    return judge(now, loss(logits, now.onehot), logits);
  };

  const start = initialState(example.origin);
  const step = tf.scalar(0);
  const inputs: IterationInputs = { ...start, ...example, step };
  const advancing = traceNamed(engine, advance, inputs);
  const concluding = traceNamed(engine, conclude, inputs);
  tf.dispose([start, step]);

  const run =
    (trace: typeof advancing) =>
    (state: AttackState, batch: AttackedBatch, step: number): AttackState => {
      const number = tf.scalar(step);
      const next = trace.run({ ...state, ...batch, step: number });
      number.dispose();
      return next;
    };
  return {
    advance: run(advancing),
    conclude: run(concluding),
    dispose: () => {
      advancing.dispose();
      concluding.dispose();
    },
  };
}

/** Keeps the iterate where its loss is higher than any before, and notes where the network is wrong for the first time. */
function judge(now: IterationInputs, losses: Tensor1D, logits: Tensor2D): AttackState {
  const better = tf.greater<Tensor1D>(losses, now.bestLoss);
  const wrong = tf.notEqual(tf.argMax(logits, 1), tf.argMax(now.onehot, 1));
  const firstTime = tf.logicalAnd<Tensor1D>(wrong, tf.less(now.firstSuccess, 0));
  const step = tf.mul<Tensor1D>(tf.onesLike(losses), now.step);
  return {
    x: now.x,
    bestX: tf.where(tf.reshape(better, [-1, 1, 1, 1]), now.x, now.bestX),
    bestLoss: tf.where(better, losses, now.bestLoss),
    bestStep: tf.where(better, step, now.bestStep),
    firstSuccess: tf.where(firstTime, step, now.firstSuccess),
  };
}
