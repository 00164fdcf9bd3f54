import type { AttackNorm, Epsilon } from '@bcos-bench/vocabulary';
import type { OwnStart } from '../attackMethod.js';
import { balls } from '../balls.js';

/** A perturbation of one image, scaled to the length of the radius. */
export function onSurface(perturbation: Float32Array, norm: AttackNorm, eps: Epsilon): Float32Array {
  const length = balls[norm].distance(Float64Array.from(perturbation));
  return perturbation.map((value) => (value / length) * eps);
}

/** A random point of the surface: in l-inf, uniform numbers of which the largest is as large as the radius. */
export const randomOnSurface: OwnStart['perturbation'] = (random, [rows, columns, channels], norm, eps) =>
  onSurface(balls[norm].randomPerturbation(random, rows * columns * channels, eps), norm, eps);
