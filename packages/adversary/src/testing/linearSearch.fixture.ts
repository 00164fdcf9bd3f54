import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { only, type AttackNorm } from '@bcos-bench/vocabulary';
import type { GradientMethod, MethodState, NumberOption } from '../attackMethod.js';
import { balls } from '../balls.js';
import { searchSpace } from './searchSpace.fixture.js';

const STEPS = 100;

/** A network whose margin is `weights` times (x - origin), less `threshold`: above 0 the image is misclassified. */
interface LinearNetwork {
  readonly weights: readonly number[];
  readonly threshold: number;
}

/**
 * The iterates of a method on one grey image of four pixels, and how far the nearest misclassified one is, or null.
 * @param lossScale what the score is multiplied by
 */
export function linearSearch<State extends MethodState>(
  method: GradientMethod<State>,
  norm: AttackNorm,
  { weights, threshold }: LinearNetwork,
  options: Partial<Record<NumberOption, number>>,
  lossScale = 1,
): { readonly nearest: number | null; readonly lengths: readonly number[] } {
  const iterates = tf.tidy(() => {
    const origin = tf.tensor4d([0.5, 0.5, 0.4, 0.6], [1, 2, 2, 1]);
    const slope: Tensor4D = tf.tensor4d([...weights], [1, 2, 2, 1]);
    let state = method.init(origin);
    return Array.from({ length: STEPS + 1 }, (_, step) => {
      const perturbation = tf.sub(state.x, origin);
      const margin: tf.Tensor1D = tf.sub(tf.sum<Tensor4D>(tf.mul(slope, perturbation), [1, 2, 3]), threshold);
      const logits = tf.concat2d([tf.zeros([1, 1]), tf.reshape(margin, [1, 1]), tf.fill([1, 2], -9)], 1);
      const seen = {
        logits,
        score: tf.mul<tf.Tensor1D>(margin, lossScale),
        gradient: tf.mul<Tensor4D>(slope, lossScale),
      };
      const number = (name: NumberOption): number => {
        const value = options[name];
        if (value === undefined) throw new RangeError(`the search has no option ${name}`);
        return value;
      };
      const space = searchSpace(origin, { ball: balls[norm], number, step, steps: STEPS });
      state = method.step(state, seen, space, null);
      const length = balls[norm].distance(Float64Array.from(perturbation.dataSync()));
      return { length, isMisclassified: only(margin.dataSync()) > 0 };
    });
  });
  const reached = iterates.filter(({ isMisclassified }) => isMisclassified).map(({ length }) => length);
  return { nearest: reached.length === 0 ? null : Math.min(...reached), lengths: iterates.map(({ length }) => length) };
}
