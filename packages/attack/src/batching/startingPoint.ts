import { balls } from '@bcos-bench/adversary';
import { randomStream } from '@bcos-bench/random';
import type { AttackPlan } from '../plan/attackPlan.js';
import type { Task } from '../plan/task.js';

/** Keeps the streams of starting points apart from those of weights. */
const STARTING_POINT = 0x57a7;

/**
 * Where the attack on an image begins: at the image, or at a random point of the ball around it, cut to [0,1], that
 * depends on (seed, image, restart) alone.
 */
export function startingPoint(plan: AttackPlan, { origin, index }: Task, restart: number): Float32Array {
  if (!plan.randomStart) return origin;
  const random = randomStream(plan.seed, STARTING_POINT, index, restart);
  const offset = balls[plan.norm].randomPerturbation(random, origin.length, plan.eps);
  return origin.map((value, i) => Math.min(1, Math.max(0, value + (offset[i] ?? 0))));
}
