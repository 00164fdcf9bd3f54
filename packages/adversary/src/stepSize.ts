import type { Epsilon } from '@bcos-bench/stage';

/** A schedule of step sizes that stay the same for all steps: the length of a step in units of [0,1]. */
export type StepSize = (eps: Epsilon, steps: number) => number;

/** The step size of the article, its notebook and Madry et al. (2018): 2.5 times eps over the number of steps. */
export const usualStepSize: StepSize = (eps, steps) => (2.5 * eps) / steps;

/** The whole radius at once: FGSM (Goodfellow et al. 2015). */
export const wholeRadius: StepSize = (eps) => eps;

/** As long as all steps together reach the radius: MI-FGSM (Dong et al. 2018). */
export const evenSteps: StepSize = (eps, steps) => eps / steps;
