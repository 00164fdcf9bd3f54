import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { linearised, type Network, type Weights } from '@bcos-bench/models';
import { logitOf, without } from '../margin.js';
import type { ThreatModel } from '../threatModel.js';
import { mapAt } from './mapAt.js';
import type { GivenMaps, MapObjective } from './mapObjective.js';
import { violations, type PredictionBound } from './violation.js';

/** What the attack on the explanations of N images is given. */
export type ExplanationBatch = GivenMaps & PredictionBound;

/** A network whose explanations are attacked, and for what. */
export interface AttackedExplanation {
  readonly network: Network;
  readonly weights: Weights;
  readonly threat: ThreatModel;
  readonly objective: MapObjective;
}

/** What an attack on explanations sees at one iterate. */
export interface ObjectiveAt {
  readonly logits: Tensor2D;
  /** How near [N] the goal is, or where the prediction is not as asked a number below all of these: see `scoreOf`. */
  readonly score: Tensor1D;
  /** Its gradient [N,H,W,C]. */
  readonly gradient: Tensor4D;
}

/** Below what any objective gives. */
const UNMET = -2;

/** Keeps a map that nothing pulls at from being divided by 0. */
const LEAST_PULL = 1e-30;

/** Logits and score alone: the class and the map as explanation mode has them. */
export function objectiveAt(
  attacked: AttackedExplanation,
  x: Tensor4D,
  given: ExplanationBatch,
): Omit<ObjectiveAt, 'gradient'> {
  const { logits, reached, violation } = look(attacked, attacked.threat.input(x, attacked.network), given);
  return { logits, score: scoreOf(reached, violation) };
}

/**
 * The same with the gradient: that of the objective where the prediction is as asked, and elsewhere the way back (the switching of Polyak
 * 1967). The first is a second derivative of the network. It goes through one pass of `linearised`: with u the gradient of the objective in the map,
 * the map moves the objective as u x W(x) does, whose sum is what the linear map at x makes of u x.
 */
export function objectiveGradientAt(attacked: AttackedExplanation, x: Tensor4D, given: ExplanationBatch): ObjectiveAt {
  const { network, weights, threat, objective } = attacked;
  const { logits, reached, violation, explained, map } = look(attacked, threat.input(x, network), given);
  const { grad: pull } = tf.valueAndGrad((maps: Tensor3D): Scalar => tf.sum(objective.reached(maps, given)))(map);
  // In units of its largest number: the other input is then as large as the points, and float32 keeps the difference of logits.
  const unit = tf.maximum(tf.max<Tensor3D>(tf.abs(pull), [1, 2], true), LEAST_PULL);
  const pulled = tf.expandDims<Tensor4D>(tf.div<Tensor3D>(pull, unit), 3);
  const isMet: Tensor1D = tf.less(violation, 0);
  const { grad: gradient } = tf.valueAndGrad((moving: Tensor4D): Scalar => {
    const input = threat.input(moving, network);
    const { ofPoints, ofOthers } = linearised(network, weights, input, tf.add(input, tf.mul(input, pulled)));
    const product = tf.sub<Tensor1D>(logitOf(ofOthers, explained), logitOf(ofPoints, explained));
    const gain = tf.mul<Tensor1D>(product, tf.reshape(unit, [-1]));
    const back = tf.neg<Tensor1D>(violations[objective.prediction](ofPoints, given));
    return tf.sum(tf.where(isMet, gain, back));
  })(x);
  return { logits, score: scoreOf(reached, violation), gradient };
}

interface Look {
  readonly logits: Tensor2D;
  readonly explained: Tensor2D;
  readonly map: Tensor3D;
  readonly reached: Tensor1D;
  readonly violation: Tensor1D;
}

function look({ network, weights, objective }: AttackedExplanation, input: Tensor4D, given: ExplanationBatch): Look {
  const explained = explainedClasses[objective.prediction](
    () => network.logits(input, weights, 'explain'),
    given.predicted,
  );
  const { logits, map } = mapAt(network, weights, input, explained);
  return {
    ...{ logits, explained, map },
    reached: objective.reached(map, given),
    violation: violations[objective.prediction](logits, given),
  };
}

/** The class that is explained, one-hot [N,classes]. */
const explainedClasses: Readonly<
  Record<MapObjective['prediction'], (logits: () => Tensor2D, predicted: Tensor2D) => Tensor2D>
> = {
  kept: (_logits, predicted) => predicted,
  changed: (logits, predicted) => {
    const likeliest = tf.oneHot(tf.argMax<Tensor1D>(without(logits(), predicted), 1), predicted.shape[1]);
    return tf.reshape(tf.cast(likeliest, 'float32'), predicted.shape);
  },
};

/** The objective where the prediction is as asked; elsewhere the farther from it the lower, and always below. */
function scoreOf(reached: Tensor1D, violation: Tensor1D): Tensor1D {
  return tf.where(tf.less<Tensor1D>(violation, 0), reached, tf.sub<Tensor1D>(UNMET, violation));
}
