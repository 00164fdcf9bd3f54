import { float32At } from '@bcos-bench/vocabulary';

/**
 * What the noise of an attack contributes by itself: the sum of W(x') (x' - x), for one image. In a B-cos network whose norms
 * neither centre nor add, it and the sum of (W(x') - W(x)) x, the noise's bending of the map, are the change of the logit.
 * @param weights the map W(x') that multiplies the attacked input
 * @param attacked x', as many numbers
 * @param clean x, as many numbers
 */
export function noiseContribution(weights: Float32Array, attacked: Float32Array, clean: Float32Array): number {
  let sum = 0;
  weights.forEach((weight, place) => {
    sum += weight * (float32At(attacked, place) - float32At(clean, place));
  });
  return sum;
}
