import { attackMethods, balls, type OwnStart } from '@bcos-bench/adversary';
import { randomStream } from '@bcos-bench/random';
import { float32At, type TensorShape } from '@bcos-bench/vocabulary';
import { restartOf, type MethodPlan } from '../plan/methodPlan.js';
import type { Task } from '../plan/task.js';

/** Keeps the streams of starting points apart from those of weights. */
const STARTING_POINT = 0x57a7;

/**
 * Where a round of the attack on an image of a shape begins: at the image, or at a random point of the ball around it, cut to [0,1], that
 * depends on (seed, image, round) alone.
 */
export function startingPoint(
  plan: MethodPlan,
  { origin, index }: Task,
  round: number,
  shape: TensorShape,
): Float32Array {
  const { start } = attackMethods[plan.attack];
  if (start === 'the image' || !beginsAtRandom(plan, start, round)) return origin;
  const random = randomStream(plan.seed, STARTING_POINT, index, round);
  const offset =
    start === null
      ? balls[plan.norm].randomPerturbation(random, origin.length, plan.eps)
      : start.perturbation(random, shape, plan.norm, plan.eps);
  return origin.map((value, i) => Math.min(1, Math.max(0, value + float32At(offset, i))));
}

function beginsAtRandom(plan: MethodPlan, start: OwnStart | null, round: number): boolean {
  if (start?.when === 'in restarts') return restartOf(plan, round) > 0;
  return start?.when === 'always' || plan.randomStart;
}
