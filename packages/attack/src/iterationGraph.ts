import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { chainsFor, inChains, traceNamed } from '@bcos-bench/engine';
import {
  attackLosses,
  balls,
  lossAt,
  momentumOf,
  stepWithin,
  threatModels,
  type Classes,
  type Goal,
} from '@bcos-bench/adversary';
import type { AttackPlan } from './attackPlan.js';
import type { AttackedNetwork } from './attackedNetwork.js';
import { goalOf, type GraphShape } from './graphShape.js';
import { keepRuleOf, type KeepRule } from './keepRule.js';

/** What the attack on a batch of N pictures does not change: the clean pictures in the attacked space, and their classes. */
export type AttackedBatch = Readonly<{ origin: Tensor4D }> & Classes;

/** Where the attack on a batch stands: one entry a picture. All tensors are float32. */
export type AttackState = Readonly<{
  /** The current iterate [N,32,32,C] in the attacked space. */
  x: Tensor4D;
  /** What the momentum remembers. */
  memory: Tensor4D;
  /** The iterate that is kept so far, of all restarts; of equals the earliest. */
  bestX: Tensor4D;
  /** Its loss [N], turned so that higher is better for the attack. */
  bestScore: Tensor1D;
  bestStep: Tensor1D;
  bestRestart: Tensor1D;
  /** The first iterate [N] that reached the goal, in the first restart that had one, or -1. */
  firstReached: Tensor1D;
  /** 1 where the gradient at the very first iterate was exactly 0 everywhere. */
  zeroGradient: Tensor1D;
}>;

/**
 * Which iterate each picture is at: `step` and `restart` [N], whole numbers from 0. Where both are 0 the picture is new, and
 * what the state says of its place is of another picture.
 */
export type Clock = Readonly<{ step: Tensor1D; restart: Tensor1D }>;

/** The numbers of a plan, one a picture [N], all the same: `AttackPlan` says what they are. */
export type PlanNumbers = Readonly<{ eps: Tensor1D; stepSize: Tensor1D; steps: Tensor1D }>;

/** All that goes into an iteration. */
export type IterationInputs = AttackState & AttackedBatch & Clock & PlanNumbers;

/** One iteration of attacks of one shape on batches of one size, as traced graphs. */
export interface IterationGraph {
  /** Judges the current iterates, then moves them. */
  advance(inputs: IterationInputs): AttackState;
  /** Judges the current iterates and moves no more: half the work. */
  conclude(inputs: IterationInputs): AttackState;
  dispose(): void;
}

const NEVER = -1;

/** A state for new pictures that begin at `start`. */
export function initialState({ decay }: Pick<AttackPlan, 'decay'>, start: Tensor4D): AttackState {
  const [n] = start.shape;
  return {
    x: tf.clone(start),
    memory: momentumOf(decay).start(start),
    bestX: tf.clone(start),
    bestScore: tf.fill([n], Number.NEGATIVE_INFINITY),
    bestStep: tf.zeros([n]),
    bestRestart: tf.zeros([n]),
    firstReached: tf.fill([n], NEVER),
    zeroGradient: tf.zeros([n]),
  };
}

/** Traces the iteration of attacks of `shape` for inputs like `example`. */
export function traceIterationGraph(
  attacked: AttackedNetwork,
  shape: GraphShape,
  example: IterationInputs,
): IterationGraph {
  const { engine, network, weights } = attacked;
  const threat = threatModels[shape.threat];
  const ball = balls[shape.norm];
  const momentum = momentumOf(shape.decay);
  const goal = goalOf(shape);
  const keep = keepRuleOf(shape);
  const score = (logits: Tensor2D, classes: Classes): Tensor1D =>
    tf.mul(goal.loss(attackLosses[shape.loss], logits, classes), goal.direction);

  const advance = (now: IterationInputs): AttackState => {
    const seen = lossAt(network, weights, threat, (logits) => score(logits, now), now.x, now.onehot);
    const judged = judge(now, seen.losses, seen.logits, goal, keep);
    const { memory, direction } = momentum.remember(now.memory, seen.gradient, tf.equal(now.step, 0));
    const x = stepWithin(ball, now.x, direction, now.origin, aPicture(now.eps), aPicture(now.stepSize));
    const zeroGradient = tf.where(isNew(now), isZero(seen.gradient), now.zeroGradient);
    return { ...judged, x, memory, zeroGradient };
  };
  const conclude = (now: IterationInputs): AttackState => {
    const logits = network.logits(threat.input(now.x, network), weights, 'evaluate');
    return judge(now, score(logits, now), logits, goal, keep);
  };

  const chains = chainsFor(example.origin.shape[0], engine.threads);
  const advancing = traceNamed(engine, inChains(advance, chains), example);
  const concluding = traceNamed(engine, inChains(conclude, chains), example);
  return {
    advance: (inputs) => advancing.run(inputs),
    conclude: (inputs) => concluding.run(inputs),
    dispose: () => {
      advancing.dispose();
      concluding.dispose();
    },
  };
}

/** One number a picture, as [N,1,1,1]. */
function aPicture(numbers: Tensor1D): Tensor4D {
  return tf.reshape(numbers, [-1, 1, 1, 1]);
}

/** Keeps the iterates that the rule prefers to those before, and notes where the goal is reached for the first time. */
function judge(now: IterationInputs, score: Tensor1D, logits: Tensor2D, goal: Goal, keep: KeepRule): AttackState {
  const fresh = isNew(now);
  const reached = goal.reached(logits, now);
  const before = tf.where(fresh, tf.fill<tf.Rank.R1>(score.shape, Number.NEGATIVE_INFINITY), now.bestScore);
  const better = keep.prefers({ score, before, reached, step: now.step, steps: now.steps });
  const taken = tf.logicalOr<Tensor1D>(fresh, better);
  const firstReached = tf.where(fresh, tf.fill<tf.Rank.R1>(score.shape, NEVER), now.firstReached);
  const firstTime = tf.logicalAnd<Tensor1D>(reached, tf.less(firstReached, 0));
  return {
    x: now.x,
    memory: now.memory,
    bestX: tf.where(tf.reshape(taken, [-1, 1, 1, 1]), now.x, now.bestX),
    bestScore: tf.where(better, score, before),
    bestStep: tf.where(taken, now.step, now.bestStep),
    bestRestart: tf.where(taken, now.restart, now.bestRestart),
    firstReached: tf.where(firstTime, now.step, firstReached),
    zeroGradient: now.zeroGradient,
  };
}

function isNew({ step, restart }: Clock): Tensor1D {
  return tf.equal(tf.add(step, restart), 0);
}

/** 1 where all of a picture's gradient is exactly 0, else 0. */
function isZero(gradient: Tensor4D): Tensor1D {
  return tf.cast(tf.equal(tf.max<Tensor1D>(tf.abs(gradient), [1, 2, 3]), 0), 'float32');
}
