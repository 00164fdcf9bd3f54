import type { Attribute, AttributionMethod, GradientField } from '../attribution.js';
import { channelSums } from '../channelSums.js';
import { trueGradient } from './trueGradient.js';

const attribute: Attribute<GradientField> = ({ channels, gradient }) => ({
  weights: gradient,
  contribution: channelSums(gradient.map(Math.abs), channels),
});

/** The size of the gradient (Simonyan et al. 2014), as Captum's `Saliency`. It multiplies no input, so that its sum has no meaning. */
export const saliency: AttributionMethod = {
  describe: 'size of the gradient',
  mode: 'evaluate',
  backward: trueGradient,
  bcosOnly: false,
  settings: {},
  random: false,
  create: () => attribute,
};
