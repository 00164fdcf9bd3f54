import type { Attribute } from './attribution.js';
import { contributionMap } from './contributionMap.js';

/**
 * The input times the gradient at the input. In explanation mode that is x W(x), which sums to the logit of a B-cos network;
 * of the true gradient it is "input x gradient" (Shrikumar et al. 2016; Captum's `InputXGradient`).
 */
export const inputTimesGradient: Attribute = ({ inputs, channels, gradient }) => ({
  weights: gradient,
  contribution: contributionMap(inputs, gradient, channels),
});
