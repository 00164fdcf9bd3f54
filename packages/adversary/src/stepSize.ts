import type { Epsilon } from '@bcos-bench/stage';

/** The step size of the article, its notebook and Madry et al. (2018): 2.5 times eps over the number of steps. */
export function usualStepSize(eps: Epsilon, steps: number): number {
  return (2.5 * eps) / steps;
}
