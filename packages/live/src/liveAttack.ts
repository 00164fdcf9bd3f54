import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { AttackedModel, AttackPlan } from '@bcos-bench/attack';
import { classTensors } from '@bcos-bench/attack/model/classTensors';
import {
  iterationFunctions,
  type AttackedBatch,
  type AttackState,
  type Seen,
} from '@bcos-bench/attack/model/iterationFunctions';
import { initialState } from '@bcos-bench/attack/model/iterationGraph';
import { planNumbers } from '@bcos-bench/attack/model/planNumbers';
import { spreadTensor } from '@bcos-bench/attack/model/spreadTensor';
import { checkPlan, chooseLoss } from '@bcos-bench/attack/plan/checkPlan';
import { goalOf, graphShape } from '@bcos-bench/attack/plan/graphShape';
import { isMethodPlan, type MethodPlan } from '@bcos-bench/attack/plan/methodPlan';
import { plainProtocol } from '@bcos-bench/attack/plan/plainProtocol';
import { attackMethods, threatModels } from '@bcos-bench/adversary';
import { imageBatch } from '@bcos-bench/models';
import {
  attackDescription,
  attackOptionsOf,
  only,
  type AttackNorm,
  type Epsilon,
  type MethodName,
  type Threat,
} from '@bcos-bench/vocabulary';
import type { LiveNetwork } from './liveNetwork.js';

/** What a reader chooses of an attack. */
export interface AttackChoice {
  readonly attack: MethodName;
  readonly norm: AttackNorm;
  readonly eps: Epsilon;
  readonly steps: number;
  readonly threat: Threat;
}

/** An image that is attacked: its numbers in [0,1], rows, columns, channels, and its class. */
export interface LiveImage {
  readonly values: Float32Array;
  readonly label: number;
}

/** What the network makes of one image. */
export interface LiveEvaluation {
  /** The loss of the label, which the attack climbs. */
  readonly loss: number;
  readonly logits: readonly number[];
  readonly prediction: number;
}

/** An iterate of an attack. */
export interface LiveIterate extends LiveEvaluation {
  readonly step: number;
  /** The attacked image in the attacked space: rows, columns, channels. */
  readonly values: Float32Array;
  /** The step of the best iterate so far, which `bcos-attack` would keep. */
  readonly kept: number;
}

/** The plan of `bcos-attack` for a choice: untargeted, from the image, all else as the method has it. @throws UsageFault for what cannot be */
export function planOf(
  { attack, norm, eps, steps, threat }: AttackChoice,
  { loss, classes }: Pick<LiveNetwork, 'loss' | 'classes'>,
): MethodPlan {
  const plan: AttackPlan = {
    ...{ attack, norm, eps, steps, threat },
    options: attackOptionsOf({ attack, eps, steps }, {}),
    loss: chooseLoss(attack, 'auto', loss),
    ...plainProtocol,
    useBest: attackDescription(attack).keeps === 'best',
    stopEarly: false,
    seed: 0,
  };
  const checked = checkPlan(plan, classes.length);
  if (isMethodPlan(checked)) return checked;
  throw new RangeError(`${attack} is made of several attacks`);
}

/**
 * Attacks one image, an iterate at a time, with the functions that `bcos-attack` traces: the first iterate is the image, the last one
 * is evaluated and not moved. It holds tensors until it has ended or is returned from.
 */
export function* liveAttack(attacked: AttackedModel, plan: MethodPlan, image: LiveImage): Generator<LiveIterate> {
  const functions = iterationFunctions(attacked, graphShape(plan));
  const batch = batchOf(attacked, plan, image);
  const numbers = planNumbers(plan, 1);
  let state = initialState(attackMethods[plan.attack], batch.origin);
  try {
    for (let step = 0; step <= plan.steps; step += 1) {
      const now = { ...state, batch, numbers, clock: clockAt(step), noise: {} };
      const see = step < plan.steps ? functions.see : functions.evaluate;
      const seen = tf.tidy(() => see(state.method.x, batch));
      const values = floats(state.method.x);
      const evaluation = evaluationOf(seen, plan);
      const next: AttackState =
        step < plan.steps
          ? tf.tidy(() => functions.move(now, seen))
          : { method: state.method, kept: tf.tidy(() => functions.keep(now, seen)) };
      tf.dispose([seen, now.clock, state.kept, ...(next.method === state.method ? [] : [state.method])]);
      state = next;
      yield { step, values, ...evaluation, kept: only(state.kept.step.dataSync()) };
    }
  } finally {
    tf.dispose([state, batch, numbers]);
  }
}

/** What the network makes of an image in the attacked space, with the loss that the plan follows. */
export function evaluateLive(
  attacked: AttackedModel,
  plan: MethodPlan,
  x: Float32Array,
  label: number,
): LiveEvaluation {
  const { threat } = plan;
  const channels = threatModels[threat].channels(attacked.network);
  const [rows, columns] = attacked.shape;
  const { evaluate } = iterationFunctions(attacked, graphShape(plan));
  const seen = tf.tidy(() => {
    const origin = imageBatch([x], 1, [rows, columns, channels]);
    return evaluate(origin, { origin, ...classesOf(attacked, label) });
  });
  const evaluation = evaluationOf(seen, plan);
  tf.dispose(seen);
  return evaluation;
}

function batchOf(attacked: AttackedModel, { threat }: MethodPlan, { values, label }: LiveImage): AttackedBatch {
  const origin = tf.tidy((): Tensor4D => {
    const images = imageBatch([values], 1, attacked.shape);
    return tf.clone(threatModels[threat].attacked(images, attacked.network));
  });
  return { origin, ...classesOf(attacked, label) };
}

function classesOf({ classes }: AttackedModel, label: number): Omit<AttackedBatch, 'origin'> {
  // The target means nothing to an untargeted attack.
  return { ...classTensors([{ label, target: label }], 1, classes), spread: spreadTensor([], 1) };
}

function clockAt(step: number): { step: tf.Tensor1D; restart: tf.Tensor1D } {
  return { step: tf.tensor1d([step]), restart: tf.tensor1d([0]) };
}

function evaluationOf({ logits, score }: Seen, plan: MethodPlan): LiveEvaluation {
  const values = [...logits.dataSync<'float32'>()];
  const loss = only(score.dataSync<'float32'>()) * goalOf(graphShape(plan)).direction;
  return { loss, logits: values, prediction: values.indexOf(Math.max(...values)) };
}

function floats(tensor: Tensor4D): Float32Array {
  return tensor.dataSync<'float32'>().slice();
}
