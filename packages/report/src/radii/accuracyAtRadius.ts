import { proportion, type Proportion } from '@bcos-bench/vocabulary';

/** The share of images that no attack within a radius breaks, by their smallest radii; both in units of [0,1]. */
export function accuracyAtRadius(smallestRadii: readonly number[], radius: number): Proportion {
  return proportion(smallestRadii.filter((smallest) => smallest > radius).length, smallestRadii.length);
}

/** The radii from 0 to `largest` at which that share falls, and the two ends. */
export function radiiOfSteps(smallestRadii: readonly number[], largest: number): number[] {
  const within = smallestRadii.filter((radius) => radius < largest);
  return [...new Set([0, ...within, largest])].sort((a, b) => a - b);
}
