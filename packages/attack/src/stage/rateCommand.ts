import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { attackMethods } from '@bcos-bench/adversary';
import { openTensorFlow } from '@bcos-bench/engine';
import { standInFlags, standInNetwork, type StandInFlags } from '@bcos-bench/models';
import { expectedImageShape, imageShapeFlag } from '@bcos-bench/formats';
import { timesASecond, type ParsedFlags, type WorkRate } from '@bcos-bench/cli';
import { attacksExplanation, batchFor, type TensorShape } from '@bcos-bench/vocabulary';
import { runLineCommand } from '@bcos-bench/cli/lineCommand';
import { addAttackFlags, planOf, type AttackFlags } from './attackFlags.js';
import { membersOf } from '../plan/autoAttack.js';
import { isMethodPlan, roundsOf, type MethodPlan } from '../plan/methodPlan.js';
import { attackedShape } from '../model/attackedNetwork.js';
import { noNoise } from '../batching/iterationNoise.js';
import { networkDraws } from '../batching/networkDraws.js';
import { traceIteration } from '../batching/iteration.js';
import type { AttackedBatch } from '../model/iterationFunctions.js';
import { initialState } from '../model/iterationGraph.js';
import type { AttackedModel } from '../model/attackedModel.js';

/** The number of images that are measured at a time: more are hardly faster, and take long for a large network. */
const BATCH = 32;

/**
 * Runs `bcos-attack rate`: how many image-steps of an attack this machine does a second. An image has `--steps` times `--restarts` of
 * them, whatever else the attack does in that time: target classes, the members of an ensemble. It takes the flags of `bcos-attack`; where the
 * checkpoint is not there yet, a network with random weights stands in for it, which costs the same.
 */
export function runRate(argv: readonly string[]): Promise<void> {
  return runLineCommand(
    {
      name: 'bcos-attack rate',
      describe: 'Measures how many image-steps a second an attack does here, on random images.',
      example: '--data none --checkpoint none --arch resnet20 --norm linf --eps 8/255 --image-shape 32x32x3',
      flags: (parser) => addAttackFlags(parser).options({ ...standInFlags, 'image-shape': imageShapeFlag }),
      line: async (flags) => JSON.stringify(await measureRate(flags)),
    },
    argv,
  );
}

/** The flags of `bcos-attack rate`. */
type RateFlags = AttackFlags & StandInFlags & { readonly 'image-shape': string | undefined };

async function measureRate(flags: ParsedFlags<RateFlags>): Promise<WorkRate> {
  const shape = expectedImageShape(flags.data, flags.imageShape);
  const engine = await openTensorFlow();
  const { network, weights, classes } = standInNetwork(flags, shape);
  const plan = planOf(flags, { ...network, classes: [...classes] }, shape);
  const attackedModel = { engine, network, weights, classes: classes.length, shape };
  const batch = Math.min(batchFor(shape, BATCH), flags.limit ?? BATCH);
  const plans = isMethodPlan(plan) ? [plan] : membersOf(plan, classes.length).members.map((member) => member.plan);
  const seconds = secondsAnImage(plans, (part) => steady(attackedModel, part, batch));
  const perSecond = (plan.steps * plan.restarts) / seconds;
  return { unit: 'image-steps', perSecond, device: engine.computingDevice().device };
}

/**
 * The seconds that an image takes which withstands all `parts` of an attack: one, or the members of an ensemble, each of which has its
 * own number of steps and its own speed.
 */
function secondsAnImage(parts: readonly MethodPlan[], rateOf: (part: MethodPlan) => number): number {
  return parts.reduce((seconds, part) => seconds + (part.steps * roundsOf(part)) / rateOf(part), 0);
}

/** Image-steps a second of an attack that goes on and on, on random images. */
function steady(attackedModel: AttackedModel, plan: MethodPlan, batch: number): number {
  const images = randomBatch(plan, attackedShape(attackedModel, plan), batch, attackedModel.classes);
  const iteration = traceIteration(attackedModel, plan, images);
  let state = initialState(attackMethods[plan.attack], images.origin);
  const clock = { step: tf.ones<tf.Rank.R1>([batch]), restart: tf.zeros<tf.Rank.R1>([batch]) };
  const noise = noNoise(plan, images.origin);
  const emptySlots = new Array<null>(batch).fill(null);
  const times = timesASecond(() => {
    const next = iteration.advance(state, images, clock, noise, networkDraws(attackedModel, plan, emptySlots));
    tf.dispose(state);
    state = next;
    state.kept.score.dataSync();
  });
  iteration.dispose();
  tf.dispose([state, clock, noise, images]);
  return times * batch;
}

function randomBatch({ attack }: MethodPlan, shape: TensorShape, batch: number, classes: number): AttackedBatch {
  const labels = Array.from({ length: batch }, (_, i) => i % classes);
  const onehot = tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), classes).as2D(batch, classes).toFloat());
  const origin: Tensor4D = tf.randomUniform([batch, ...shape], 0, 1, 'float32', 1);
  const ones = tf.ones<tf.Rank.R1>([batch]);
  const common = { origin, onehot, target: tf.clone(onehot), spread: ones };
  if (!attacksExplanation(attack)) return common;
  const map = tf.randomUniform<tf.Rank.R3>([batch, shape[0], shape[1]], 0, 1, 'float32', 2);
  const given = { clean: map, wanted: tf.clone(map), probability: tf.clone(ones), confidence: tf.clone(ones) };
  return { ...common, predicted: tf.clone(onehot), ...given };
}
