import { float64At } from '@bcos-bench/vocabulary';
import type { Attribute, AttributionMethod, AttributionSettings, GradientField } from '../attribution.js';
import { contributionMap } from '../contributionMap.js';
import { gaussLegendre } from './gaussLegendre.js';
import { trueGradient } from './trueGradient.js';

/**
 * Integrated Gradients (Sundararajan et al. 2017) from an input of zeros, by the rule of Gauss and Legendre, as Captum's
 * `IntegratedGradients` has it: the input times the mean gradient on the line from zeros to the input. It sums to the logit less
 * that of zeros, as far as `steps` points integrate it.
 */
export function integratedGradients({ steps }: Pick<AttributionSettings, 'steps'>): Attribute<GradientField> {
  const points = gaussLegendre(steps);
  return ({ inputs, channels, gradientAt }) => {
    const mean = new Float64Array(inputs.length);
    for (const { at, weight } of points) {
      const gradient = gradientAt(inputs.map((value) => at * value));
      gradient.forEach((slope, place) => {
        mean[place] = float64At(mean, place) + weight * slope;
      });
    }
    const weights = Float32Array.from(mean);
    return { weights, contribution: contributionMap(inputs, weights, channels) };
  };
}

/** Integrated Gradients with as many points as in Captum. */
export const integratedGradientsMethod: AttributionMethod = {
  describe: 'input times the mean gradient on the line from zeros',
  mode: 'evaluate',
  backward: trueGradient,
  bcosOnly: false,
  settings: { steps: 50 },
  random: false,
  create: (settings) => integratedGradients(settings),
};
