import * as tf from '@tensorflow/tfjs-core';
import type { Scalar, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { traceNamed, type Engine, type NamedTensors } from '@bcos-bench/engine';
import { balls, lossAt, stepWithin, threatModels } from '@bcos-bench/adversary';
import type { Loss, Network, Weights } from '@bcos-bench/models';
import type { TrainingAttackPlan } from './trainingAttackPlan.js';

/** Attacks training batches with the weights as they are. */
export interface TrainingAttack {
  /**
   * The attacked tensor.
   * @param origin the attacked tensor of the pictures themselves: what the threat model lets an adversary move
   * @param start a point of the full ball around it, within [0,1]
   * @param strength the share of eps that the attack has, above 0 and at most 1
   */
  run(weights: Weights, origin: Tensor4D, start: Tensor4D, onehot: Tensor2D, strength: number): Tensor4D;
  dispose(): void;
}

type Inputs = NamedTensors & Readonly<{ origin: Tensor4D; start: Tensor4D; onehot: Tensor2D; strength: Scalar }>;

/** An attack under way: where it is, and the point that it would end with. */
interface Iterate {
  readonly x: Tensor4D;
  readonly chosen: Tensor4D;
  /** The loss a picture at `chosen`; null before the first point was judged. */
  readonly chosenLoss: Tensor1D | null;
}

/**
 * Traces PGD on the training loss: all of its steps in one graph. The network is in evaluation mode meanwhile, as in the
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
  const attack = ({ origin, start, onehot, strength, ...flat }: Inputs): { attacked: Tensor4D } => {
    const weights = new Map(Object.entries(flat));
    // The perturbation is moved as if it had all of eps, and then made smaller: balls and steps scale with their radius.
    const shrunk = (x: Tensor4D): Tensor4D => tf.add(origin, tf.mul(tf.sub(x, origin), strength));
    const judge = (x: Tensor4D) => lossAt(network, weights, threat, loss, shrunk(x), onehot);
    let iterate: Iterate = { x: start, chosen: start, chosenLoss: null };
    for (let i = 0; i < plan.steps; i += 1) {
      const { losses, gradient } = judge(iterate.x);
      const x = stepWithin(balls[plan.norm], iterate.x, gradient, origin, plan.eps, plan.stepSize);
      iterate = { ...keeping[plan.keep].choose(iterate, losses, x), x };
    }
    return { attacked: shrunk(keeping[plan.keep].end(iterate, (x) => judge(x).losses)) };
  };
  const full = tf.scalar(1);
  const { weights, origin, onehot } = examples;
  const inputs = { ...Object.fromEntries(weights), origin, start: origin, onehot, strength: full };
  const trace = traceNamed<Inputs, { attacked: Tensor4D }>(engine, attack, inputs);
  full.dispose();
  return {
    run: (current, x, start, labels, share) => {
      const strength = tf.scalar(share);
      const given = { ...Object.fromEntries(current), origin: x, start, onehot: labels, strength };
      const { attacked } = trace.run(given);
      strength.dispose();
      return attacked;
    },
    dispose: () => trace.dispose(),
  };
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

/** Of all points, the first and the last included, that of highest loss for each picture: `use_best` of the robustness package. */
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
