import { balls } from '@bcos-bench/adversary';
import { float32At, type AttackNorm } from '@bcos-bench/vocabulary';
import type { AttackPlan } from '../plan/attackPlan.js';

/** How far beyond its radius a float32 perturbation may lie by rounding, in units of [0,1]. */
const TOLERANCE = 1e-6;
/** How far a number of an image is from its float32, at most: an l1 distance adds these up. */
const ROUNDING = 2 ** -25;

/** The same in a norm, of an image of so many numbers. */
export function radiusTolerance(norm: AttackNorm, numbers: number): number {
  return norm === 'l1' ? TOLERANCE + ROUNDING * numbers : TOLERANCE;
}

/** How far an attacked image is from the clean one, in the attacked space and in float64. */
export interface Distances {
  readonly linf: number;
  readonly l2: number;
  readonly l1: number;
}

/** Measures an attacked image against its origin, both of the attacked space. */
export function measure(attacked: Float32Array, origin: Float32Array): Distances {
  const perturbation = Float64Array.from(attacked, (value, i) => value - float32At(origin, i));
  return {
    linf: balls.linf.distance(perturbation),
    l2: balls.l2.distance(perturbation),
    l1: balls.l1.distance(perturbation),
  };
}

/**
 * Checks a final image: finite, within [0,1], within its radius.
 * @throws Error where it is not: the attack is wrong, and its results must not be written
 */
export function verify(attacked: Float32Array, distances: Distances, plan: AttackPlan, index: number): void {
  const outside = attacked.findIndex((value) => !(value >= 0 && value <= 1));
  if (outside >= 0) throw new Error(`image ${index}: value ${outside} is ${attacked[outside]}, outside [0,1]`);
  const distance = distances[plan.norm];
  if (!(distance <= plan.eps + radiusTolerance(plan.norm, attacked.length))) {
    throw new Error(`image ${index}: its ${plan.norm} distance is ${distance}, beyond ${plan.eps}`);
  }
}
