import type { Attribute, AttributionMethod, GradientField } from '../attribution.js';
import { contributionMap } from '../contributionMap.js';
import { trueGradient } from './trueGradient.js';

/**
 * The input times the gradient at the input. In explanation mode that is x W(x), which sums to the logit of a B-cos network;
 * of the true gradient it is "input x gradient" (Shrikumar et al. 2016; Captum's `InputXGradient`).
 */
export const inputTimesGradient: Attribute<GradientField> = ({ inputs, channels, gradient }) => ({
  weights: gradient,
  contribution: contributionMap(inputs, gradient, channels),
});

const usual = { backward: trueGradient, settings: {}, random: false, create: () => inputTimesGradient } as const;

/** The dynamic linear map (Böhle et al. 2021, 2022). */
export const dynamicLinear: AttributionMethod = {
  ...usual,
  describe: 'input times W(x), the dynamic linear map; only for B-cos networks',
  mode: 'explain',
  bcosOnly: true,
};

/** Input x gradient. */
export const inputXGradient: AttributionMethod = {
  ...usual,
  describe: 'input times gradient',
  mode: 'evaluate',
  bcosOnly: false,
};
