import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import type { NamedTensors } from '@bcos-bench/engine';
import {
  attackMethods,
  balls,
  boundariesAt,
  leastBoundary,
  lossAt,
  objectiveAt,
  objectiveGradientAt,
  threatModels,
  type Evaluation,
  type MethodState,
  type SearchSpace,
} from '@bcos-bench/adversary';
import { attackDescription } from '@bcos-bench/vocabulary';
import type { AttackedNetwork } from './attackedNetwork.js';
import { goalOf, type GraphShape } from '../plan/graphShape.js';
import { givenExplanation, type GivenExplanation } from './explanationTensors.js';
import { followedLoss, type LossInputs } from './followedLoss.js';
import { bestIterateRuleOf } from './bestIterate.js';
import { keepBetter, noteGradient, type Clock, type Iterates, type KeptIterate } from './keptIterate.js';

/** What the attack on a batch of N images does not change: the clean images in the attacked space, and their classes. */
export type AttackedBatch = Readonly<{ origin: Tensor4D }> & LossInputs & GivenExplanation;

/** Where the attack on a batch stands, with a row per image: what the method makes of it, and what is kept. */
export type AttackState = Readonly<{ method: MethodState; kept: KeptIterate }>;

/** The numbers of a plan, each once per image [N]: the radius, the number of steps, and the method's options that are numbers. */
export type PlanNumbers = NamedTensors & Readonly<{ eps: Tensor1D; steps: Tensor1D }>;

/** All that the evaluation of the current iterates depends on. */
export type ConclusionInputs = AttackState & Readonly<{ batch: AttackedBatch; clock: Clock; numbers: PlanNumbers }>;

/** All that goes into an iteration: what moves the iterates, too. */
export type IterationInputs = ConclusionInputs & Readonly<{ noise: Readonly<Record<string, Tensor>> }>;

/** What the network says of the current iterates, with the gradient for a method that needs it, or with those of all boundaries. */
export type Seen = Readonly<{
  logits: Tensor2D;
  score: Tensor1D;
  gradient?: Tensor4D;
  differences?: Tensor2D;
  gradients?: Tensor5D;
}>;

/** What an iteration is made of, as pure tensor code for one network and attacks of one shape. */
export interface IterationFunctions {
  /** Looks at iterates `x` as the method needs it. `noise` is what a network that draws is given. */
  readonly see: (x: Tensor4D, batch: AttackedBatch, noise?: Tensor4D) => Seen;
  /** The same without a gradient. */
  readonly evaluate: (x: Tensor4D, batch: AttackedBatch, noise?: Tensor4D) => Seen;
  /** Keeps what is worth it of the current iterates, and moves them. */
  readonly move: (now: IterationInputs, seen: Seen) => AttackState;
  /** Keeps what is worth it, and moves nothing. */
  readonly keep: (now: ConclusionInputs, seen: Seen) => KeptIterate;
}

/** The functions for attacks of `shape` on a network. */
export function iterationFunctions({ network, weights }: AttackedNetwork, shape: GraphShape): IterationFunctions {
  const threat = threatModels[shape.threat];
  const method = attackMethods[shape.attack];
  const goal = goalOf(shape);
  const score = (logits: Tensor2D, batch: LossInputs): Tensor1D =>
    tf.mul(followedLoss(shape, logits, batch), goal.direction);
  const { objective } = method;
  const explanation = objective === undefined ? null : { network, weights, threat, objective };
  const evaluate: IterationFunctions['evaluate'] = (x, batch, noise) => {
    if (explanation !== null) return objectiveAt(explanation, x, givenExplanation(batch));
    const logits = network.logits(threat.input(x, network), weights, 'evaluate', { noise });
    return { logits, score: score(logits, batch) };
  };
  const see: IterationFunctions['see'] = (x, batch, noise) => {
    if (method.needs === 'logits') return evaluate(x, batch, noise);
    if (explanation !== null) return objectiveGradientAt(explanation, x, givenExplanation(batch));
    const pass = { mode: shape.through === 'explanation' ? 'explain' : 'evaluate', noise } as const;
    if (method.needs === 'all gradients') {
      const at = boundariesAt(network, weights, threat, x, batch.onehot, pass);
      // The gradient of the margin is that of the class that is highest.
      const { gradient } = leastBoundary(at, ({ difference }) => tf.neg(difference));
      return { ...at, score: score(at.logits, batch), gradient };
    }
    const at = lossAt(network, weights, threat, (logits) => score(logits, batch), x, batch.onehot, pass);
    return { logits: at.logits, score: at.losses, gradient: at.gradient };
  };
  const keep = keeping(shape);
  const move: IterationFunctions['move'] = (now, seen) => {
    const space = searchSpace(shape, now);
    const noise = now.noise['drawn'] ?? null;
    const kept = keep(now, seen);
    if (method.needs === 'logits') return { kept, method: method.step(now.method, seen, space, noise) };
    const { gradient, differences, gradients } = seen;
    if (gradient === undefined) throw new Error(`${shape.attack} is given no gradient`);
    const noted = noteGradient(kept, gradient, now.clock);
    if (method.needs === 'gradient') {
      return { kept: noted, method: method.step(now.method, { ...seen, gradient }, space, noise) };
    }
    if (differences === undefined || gradients === undefined) throw new Error(`${shape.attack} is given no boundaries`);
    const boundaries = { differences, gradients };
    return { kept: noted, method: method.step(now.method, { ...seen, boundaries }, space, noise) };
  };
  return { see, evaluate, move, keep };
}

function keeping(shape: GraphShape): (now: ConclusionInputs, seen: Evaluation) => KeptIterate {
  const { finds } = attackDescription(shape.attack);
  const goal = goalOf(shape);
  const rule = bestIterateRuleOf(shape);
  return ({ method: { x }, kept, batch, clock, numbers }, seen) => {
    const reached = goal.reached(seen.logits, batch);
    const worth = { score: seen.score, reached };
    const length = (): Tensor1D => tf.reshape(balls[shape.norm].length(tf.sub(x, batch.origin)), [-1]);
    const judged = finds === 'nearest' ? nearness(reached, length(), numbers.eps) : worth;
    return keepBetter(kept, { x, ...judged, ...clock, steps: numbers.steps }, rule);
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
