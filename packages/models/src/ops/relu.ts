import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { runFused } from './fusedKernel.js';
import { reluLinearised } from './reluLinearised.js';
import { withGradient } from './withGradient.js';

/**
 * What stands for the gradient of a ReLU in a way to explain.
 * @param dy the gradient of its value
 * @param x what it takes
 * @param value max(x, 0)
 * @returns in the shape of x
 */
export type ReluRule = (dy: Tensor, x: Tensor, value: Tensor) => Tensor;

/** What stands for a ReLU. */
type ReluForm = <T extends Tensor>(x: T) => T;

let formInForce: ReluForm = trueRelu;

/**
 * Calls `work`, in which every ReLU of every network has `rule` for its gradient. The rule is not handed from layer to layer: graphs
 * of ONNX files have ReLUs that no layer of ours knows.
 */
export function underReluRule<T>(rule: ReluRule, work: () => T): T {
  return withForm((x) => ruledRelu(x, rule), work);
}

/** Calls `work`, in which every ReLU takes points and as many other inputs: see `reluLinearised`. */
export function underLinearisedRelus<T>(work: () => T): T {
  return withForm(reluLinearised, work);
}

function withForm<T>(form: ReluForm, work: () => T): T {
  const outer = formInForce;
  formInForce = form;
  try {
    return work();
  } finally {
    formInForce = outer;
  }
}

/** max(x, 0), with a gradient of one op or two; tfjs's own takes eight. At 0 the gradient is 0, as in PyTorch. */
export function relu<T extends Tensor>(x: T): T {
  return formInForce(x);
}

function ruledRelu<T extends Tensor>(x: T, rule: ReluRule): T {
  return withGradient(
    [x],
    () => {
      const value: T = tf.relu(x);
      return { value, save: [x, value] as const };
    },
    (dy: T, [input, value]) => [rule(dy, input, value)],
  );
}

function trueRelu<T extends Tensor>(x: T): T {
  return withGradient(
    [x],
    () => {
      const value: T = tf.relu(x);
      return { value, save: [value] as const };
    },
    (dy: T, [value]) => [reluGradient(dy, value)],
  );
}

/** The true gradient of a ReLU, from its value. */
export function reluGradient(dy: Tensor, value: Tensor): Tensor {
  const [fused] = runFused('ReluGrad', { dy, value }, {}) ?? [];
  return fused ?? tf.mul(dy, tf.cast(tf.greater(value, 0), 'float32'));
}
