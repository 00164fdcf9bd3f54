import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { traceGrouped, type Engine, type NamedTensors, type TensorGroups } from '@bcos-bench/engine';
import {
  attackMethods,
  balls,
  drawnNumbers,
  goals,
  lossAt,
  threatModels,
  type Evaluation,
  type GradientEvaluation,
  type Length,
  type MethodState,
  type NumberOption,
  type SearchSpace,
} from '@bcos-bench/adversary';
import type { Loss, Network, Weights } from '@bcos-bench/models';
import type { TrainingAttackPlan } from './trainingAttackPlan.js';

/** Attacks training batches with the weights as they are. */
export interface TrainingAttack {
  /**
   * The attacked tensor.
   * @param origin the attacked tensor of the images themselves: what the threat model lets an adversary move
   * @param start a point of the full ball around it, within [0,1]
   * @param strength the share of eps that the attack has, above 0 and at most 1
   * @param noise what the method draws, a tensor for each step; none where it draws nothing
   */
  run(
    weights: Weights,
    origin: Tensor4D,
    start: Tensor4D,
    onehot: Tensor2D,
    strength: number,
    noise: readonly Tensor[],
  ): Tensor4D;
  dispose(): void;
}

interface Inputs extends TensorGroups {
  readonly weights: NamedTensors;
  readonly batch: Readonly<{ origin: Tensor4D; start: Tensor4D; onehot: Tensor2D; strength: Scalar }>;
  readonly noise: Readonly<Record<string, Tensor>>;
}

/** An attack under way: where it is, and the point that it would end with. */
interface Iterate {
  readonly x: Tensor4D;
  readonly chosen: Tensor4D;
  /** The loss of each image at `chosen`; null before the first point was evaluated. */
  readonly chosenLoss: Tensor1D | null;
}

/**
 * Traces the attack of `plan` on the training loss: all of its steps in one graph. The network is in evaluation mode meanwhile, as in the
 * robustness package: BatchNorm uses the running statistics and learns nothing of the attack's own passes; it learns of the
 * attacked batch in the training step.
 */
export function traceTrainingAttack(
  engine: Engine,
  network: Network,
  loss: Loss,
  plan: TrainingAttackPlan,
  examples: { readonly weights: Weights; readonly origin: Tensor4D; readonly onehot: Tensor2D },
): TrainingAttack {
  const threat = threatModels[plan.threat];
  const method = attackMethods[plan.method];
  const keep = keeping[plan.keep];
  const attack = ({ weights: flat, batch, noise }: Inputs): { result: { attacked: Tensor4D } } => {
    const { origin, start, onehot, strength } = batch;
    const weights = new Map(Object.entries(flat));
    // The perturbation is moved as if it had all of eps, and then made smaller: balls and steps scale with their radius.
    const shrunk = (x: Tensor4D): Tensor4D => tf.add(origin, tf.mul(tf.sub(x, origin), strength));
    const evaluate = (x: Tensor4D): Evaluation => {
      const logits = network.logits(threat.input(shrunk(x), network), weights, 'evaluate');
      return { logits, score: loss(logits, onehot) };
    };
    const differentiate = (x: Tensor4D): GradientEvaluation => {
      const { losses, ...seen } = lossAt(network, weights, threat, loss, shrunk(x), onehot);
      return { ...seen, score: losses };
    };
    const space = searchSpace(plan, origin, onehot);
    let state: MethodState = method.init(start);
    let iterate: Iterate = { x: start, chosen: start, chosenLoss: null };
    for (let step = 0; step < plan.steps; step += 1) {
      const drawn = noise[String(step)] ?? null;
      const now = { ...space, step };
      let score: Tensor1D;
      if (method.needs === 'gradient') {
        const seen = differentiate(state.x);
        score = seen.score;
        state = method.step(state, seen, now, drawn);
      } else if (method.needs === 'all gradients') {
        throw new Error(`${plan.method} is no method for training`);
      } else {
        const seen = evaluate(state.x);
        score = seen.score;
        state = method.step(state, seen, now, drawn);
      }
      iterate = { ...keep.choose(iterate, score, state.x), x: state.x };
    }
    return { result: { attacked: shrunk(keep.end(iterate, (x) => differentiate(x).score)) } };
  };
  const { weights, origin, onehot } = examples;
  const full = tf.scalar(1);
  const noise = exampleNoise(plan, origin);
  const groups = (of: Weights, batch: Inputs['batch'], drawn: readonly Tensor[]): Inputs => ({
    weights: Object.fromEntries(of),
    batch,
    noise: Object.fromEntries(drawn.map((numbers, step) => [String(step), numbers])),
  });
  const trace = traceGrouped(
    engine,
    attack,
    groups(weights, { origin, start: origin, onehot, strength: full }, noise),
    1,
  );
  tf.dispose([full, noise]);
  return {
    run: (current, x, start, labels, share, drawn) => {
      const strength = tf.scalar(share);
      const { result } = trace.run(groups(current, { origin: x, start, onehot: labels, strength }, drawn));
      strength.dispose();
      return result.attacked;
    },
    dispose: () => trace.dispose(),
  };
}

/** What the method draws in each step, with zeros: an example for the trace. */
function exampleNoise({ method, steps }: TrainingAttackPlan, { shape }: Tensor4D): Tensor[] {
  const { draws } = attackMethods[method];
  if (draws === null) return [];
  const [size, rows, columns, channels] = shape;
  const nobody = new Array<null>(size).fill(null);
  return Array.from({ length: steps }, () => drawnNumbers(draws, nobody, [rows, columns, channels]));
}

function searchSpace(plan: TrainingAttackPlan, origin: Tensor4D, onehot: Tensor2D): SearchSpace {
  const { norm, eps, steps, options } = plan;
  const number = (option: NumberOption): Length => {
    const value = options[option];
    if (value === undefined) throw new RangeError(`the method has no option '${option}'`);
    return value;
  };
  const classes = { onehot, target: onehot };
  const reached = (logits: Tensor2D): Tensor1D => goals.untargeted.reached(logits, classes);
  return { ball: balls[norm], eps, origin, number, words: options, classes, reached, step: 0, steps };
}

/** How an attack decides which of its points it ends with. */
interface Keeping {
  /** The choice after the point at `iterate.x` was judged and left for `next`. */
  readonly choose: (iterate: Iterate, losses: Tensor1D, next: Tensor4D) => Pick<Iterate, 'chosen' | 'chosenLoss'>;
  /** The point that the attack ends with. */
  readonly end: (iterate: Iterate, lossesAt: (x: Tensor4D) => Tensor1D) => Tensor4D;
}

const last: Keeping = {
  choose: (_iterate, _losses, next) => ({ chosen: next, chosenLoss: null }),
  end: ({ x }) => x,
};

/** Of all points, the first and the last included, that of highest loss for each image: `use_best` of the robustness package. */
const best: Keeping = {
  choose: (iterate, losses) => better(iterate, losses),
  end: (iterate, lossesAt) => better(iterate, lossesAt(iterate.x)).chosen,
};

function better({ x, chosen, chosenLoss }: Iterate, losses: Tensor1D): Pick<Iterate, 'chosen' | 'chosenLoss'> {
  if (chosenLoss === null) return { chosen: x, chosenLoss: losses };
  const higher = tf.greater(losses, chosenLoss);
  const mask = tf.cast(tf.reshape(higher, [-1, 1, 1, 1]), 'float32');
  const moved = tf.add<Tensor4D>(tf.mul(x, mask), tf.mul(chosen, tf.sub(1, mask)));
  return { chosen: moved, chosenLoss: tf.maximum(losses, chosenLoss) };
}

const keeping: Readonly<Record<TrainingAttackPlan['keep'], Keeping>> = { last, best };
