import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { halves, reluGradient, type ReluRule } from '@bcos-bench/models';
import { at, UsageFault } from '@bcos-bench/vocabulary';
import type { Attribute, AttributionMethod } from '../attribution.js';
import type { Backward } from '../backward.js';
import { contributionMap } from '../contributionMap.js';
import { requireRelus } from './requireRelus.js';
import { trueGradient } from './trueGradient.js';

/** A smaller difference of what goes into a ReLU is none, as in Captum. */
const LEAST_DIFFERENCE = 1e-10;

/** How far a sum may be from the change of the logit, as a part of all contributions. Rounding stays below it by far. */
const ALLOWED_GAP = 0.01;

/** The multiplier of a ReLU: the difference of its values, of inputs and of zeros, over that of what goes in. */
const rescale: ReluRule = (dy, x, value) => {
  const difference = (both: Tensor): Tensor => {
    const [ofInputs, ofZeros] = halves(both);
    return tf.sub(ofInputs, ofZeros);
  };
  const [taken, given] = [difference(x), difference(value)];
  const none = tf.less(tf.abs(taken), LEAST_DIFFERENCE);
  const ratio = tf.div(given, tf.where(none, tf.onesLike(taken), taken));
  return tf.where(tf.concat([none, none]), reluGradient(dy, value), tf.mul(dy, tf.concat([ratio, ratio])));
};

/** The multipliers of the inputs: the gradient, with the rescale rule at every ReLU, beside a pass of zeros. */
const multipliers: Backward = (logits, x, chosen) =>
  requireRelus('deep-lift', rescale, () => {
    const both = trueGradient(logits, tf.concat([x, tf.zerosLike(x)]), tf.concat([chosen, chosen]));
    return tf.slice(both, 0, x.shape[0]);
  });

const attribute: Attribute = ({ inputs, channels, gradient, logit, logitAt }) => {
  const contribution = contributionMap(inputs, gradient, channels);
  const changes = logitAt(new Float32Array(inputs.length)).map((ofZeros, row) => at(logit, row) - ofZeros);
  requireComplete(contribution, changes);
  return { weights: gradient, contribution };
};

/** With the rescale rule at every step that is not linear, contributions sum to the change of the logit; so it shows where one is missing. */
function requireComplete(contribution: Float32Array, changes: Float32Array): void {
  const pixels = contribution.length / changes.length;
  for (const [row, change] of changes.entries()) {
    const map = contribution.subarray(row * pixels, (row + 1) * pixels);
    const sum = map.reduce((total, value) => total + value, 0);
    const all = map.reduce((total, value) => total + Math.abs(value), 0);
    if (Math.abs(sum - change) <= ALLOWED_GAP * all) continue;
    throw new UsageFault({
      what: `deep-lift is only for networks in which nothing but ReLUs bends, and in this one contributions sum to ${sum.toPrecision(3)}, not ${change.toPrecision(3)}`,
      where: '--method',
      remedy: 'choose another method, such as integrated-gradients',
    });
  }
}

/** DeepLIFT with the rescale rule (Shrikumar et al. 2017), from an input of zeros, as Captum's `DeepLift`. */
export const deepLift: AttributionMethod = {
  describe: 'input times the multiplier of every ReLU on the way from zeros; only for networks that ReLUs alone bend',
  mode: 'evaluate',
  backward: multipliers,
  bcosOnly: false,
  settings: {},
  random: false,
  create: () => attribute,
};
