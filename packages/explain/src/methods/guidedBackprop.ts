import * as tf from '@tensorflow/tfjs-core';
import { reluGradient } from '@bcos-bench/models';
import type { Attribute, AttributionMethod, GradientField } from '../attribution.js';
import type { Backward } from '../backward.js';
import { channelSums } from '../channelSums.js';
import { requireRelus } from './requireRelus.js';
import { trueGradient } from './trueGradient.js';

/** The gradient, of which every ReLU lets only what is positive pass. */
const guidedGradient: Backward = (logits, x, chosen) =>
  requireRelus(
    'guided-backprop',
    (dy, _x, value) => tf.relu(reluGradient(dy, value)),
    () => trueGradient(logits, x, chosen),
  );

const attribute: Attribute<GradientField> = ({ channels, gradient }) => ({
  weights: gradient,
  contribution: channelSums(gradient, channels),
});

/** Guided backpropagation (Springenberg et al. 2015), as Captum's `GuidedBackprop`. */
export const guidedBackprop: AttributionMethod = {
  describe: 'gradient that passes ReLUs only where it is positive; only for networks with ReLUs',
  mode: 'evaluate',
  backward: guidedGradient,
  bcosOnly: false,
  settings: {},
  random: false,
  create: () => attribute,
};
