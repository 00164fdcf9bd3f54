import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { chainsFor, traceGrouped, type NamedTensors } from '@bcos-bench/engine';
import {
  attackLosses,
  attackMethods,
  balls,
  lossAt,
  threatModels,
  type AttackMethod,
  type Classes,
  type Evaluation,
  type MethodState,
  type SearchSpace,
} from '@bcos-bench/adversary';
import { attackDescription } from '@bcos-bench/vocabulary';
import type { AttackedNetwork } from './attackedNetwork.js';
import { goalOf, type GraphShape } from '../plan/graphShape.js';
import { bestIterateRuleOf } from './bestIterate.js';
import { keepBetter, noteGradient, nothingKept, type Clock, type Iterates, type KeptIterate } from './keptIterate.js';

/** What the attack on a batch of N images does not change: the clean images in the attacked space, and their classes. */
export type AttackedBatch = Readonly<{ origin: Tensor4D }> & Classes;

/** Where the attack on a batch stands, with a row per image: what the method makes of it, and what is kept. */
export type AttackState = Readonly<{ method: MethodState; kept: KeptIterate }>;

/** The numbers of a plan, each once per image [N]: the radius, the number of steps, and the method's options that are numbers. */
export type PlanNumbers = NamedTensors & Readonly<{ eps: Tensor1D; steps: Tensor1D }>;

/** All that the evaluation of the current iterates depends on. */
export type ConclusionInputs = AttackState & Readonly<{ batch: AttackedBatch; clock: Clock; numbers: PlanNumbers }>;

/** All that goes into an iteration: what moves the iterates, too. */
export type IterationInputs = ConclusionInputs & Readonly<{ noise: Readonly<Record<string, Tensor>> }>;

/** One iteration of attacks of one shape on batches of one size, as traced graphs. */
export interface IterationGraph {
  /** Evaluates the current iterates, then moves them. */
  advance(inputs: IterationInputs): AttackState;
  /** Evaluates the current iterates and moves no more: half the work. */
  conclude(inputs: ConclusionInputs): KeptIterate;
  dispose(): void;
}

/** A state for images whose first iterates are `start`. */
export function initialState(method: AttackMethod, start: Tensor4D): AttackState {
  return { method: method.init(start), kept: nothingKept(start) };
}

/** Traces the iteration of attacks of `shape` for inputs like `example`. */
export function traceIterationGraph(
  attacked: AttackedNetwork,
  shape: GraphShape,
  example: IterationInputs,
): IterationGraph {
  const { engine, network, weights } = attacked;
  const threat = threatModels[shape.threat];
  const method = attackMethods[shape.attack];
  const { finds } = attackDescription(shape.attack);
  const goal = goalOf(shape);
  const rule = bestIterateRuleOf(shape);
  const score = (logits: Tensor2D, classes: Classes): Tensor1D =>
    tf.mul(goal.loss(attackLosses[shape.loss], logits, classes), goal.direction);
  const keep = (now: ConclusionInputs, seen: Evaluation): KeptIterate => {
    const {
      method: { x },
      kept,
      batch,
      clock,
      numbers,
    } = now;
    const reached = goal.reached(seen.logits, batch);
    const worth = { score: seen.score, reached };
    const length = (): Tensor1D => tf.reshape(balls[shape.norm].length(tf.sub(x, batch.origin)), [-1]);
    const judged = finds === 'nearest' ? nearness(reached, length(), numbers.eps) : worth;
    return keepBetter(kept, { x, ...judged, ...clock, steps: numbers.steps }, rule);
  };
  const evaluate = ({ method: { x }, batch }: ConclusionInputs): Evaluation => {
    const logits = network.logits(threat.input(x, network), weights, 'evaluate');
    return { logits, score: score(logits, batch) };
  };

  const advance = (now: IterationInputs): AttackState => {
    const space = searchSpace(shape, now);
    const noise = now.noise['drawn'] ?? null;
    if (method.needs === 'logits') {
      const seen = evaluate(now);
      return { kept: keep(now, seen), method: method.step(now.method, seen, space, noise) };
    }
    const { batch, clock } = now;
    const at = lossAt(network, weights, threat, (logits) => score(logits, batch), now.method.x, batch.onehot);
    const seen = { logits: at.logits, score: at.losses, gradient: at.gradient };
    const kept = noteGradient(keep(now, seen), seen.gradient, clock);
    return { kept, method: method.step(now.method, seen, space, noise) };
  };
  const conclude = (now: ConclusionInputs): { kept: KeptIterate } => ({ kept: keep(now, evaluate(now)) });

  const chains = chainsFor(example.batch.origin.shape[0], engine.threads);
  const advancing = traceGrouped(engine, advance, example, chains);
  const { method: state, kept, batch, clock, numbers } = example;
  const concluding = traceGrouped(engine, conclude, { method: state, kept, batch, clock, numbers }, chains);
  return {
    advance: (inputs) => advancing.run(inputs),
    conclude: (inputs) => concluding.run(inputs).kept,
    dispose: () => {
      advancing.dispose();
      concluding.dispose();
    },
  };
}

function searchSpace(shape: GraphShape, { batch, clock, numbers }: ConclusionInputs): SearchSpace {
  const perImage = (name: string): Tensor4D => {
    const values = numbers[name];
    if (values === undefined) throw new RangeError(`the method has no option '${name}'`);
    return tf.reshape(values, [-1, 1, 1, 1]);
  };
  return {
    ball: balls[shape.norm],
    eps: perImage('eps'),
    origin: batch.origin,
    number: perImage,
    words: shape.words,
    classes: batch,
    reached: (logits) => goalOf(shape).reached(logits, batch),
    step: tf.reshape(clock.step, [-1, 1, 1, 1]),
    steps: perImage('steps'),
  };
}

/** What an iterate is worth to a method that looks for the nearest one: it must reach the goal within the radius; then the nearer the better. */
function nearness(reached: Tensor1D, length: Tensor1D, eps: Tensor1D): Pick<Iterates, 'score' | 'reached'> {
  const counts: Tensor1D = tf.logicalAnd(reached, tf.lessEqual(length, eps));
  return { reached: counts, score: tf.where(counts, tf.neg(length), tf.fill(length.shape, Number.NEGATIVE_INFINITY)) };
}
