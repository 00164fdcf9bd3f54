/**
 * What the noise of an attack contributes by itself: the sum of W(x') (x' - x), for one image. In a B-cos network whose norms
 * neither centre nor add, it and the sum of (W(x') - W(x)) x, the noise's bending of the map, are the change of the logit.
 * @param weights the map W(x') that multiplies the attacked input
 * @param attacked x', as many numbers
 * @param clean x, as many numbers
 */
export function noiseContribution(
  weights: ArrayLike<number>,
  attacked: ArrayLike<number>,
  clean: ArrayLike<number>,
): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1) {
    sum += (weights[at] ?? NaN) * ((attacked[at] ?? NaN) - (clean[at] ?? NaN));
  }
  return sum;
}
