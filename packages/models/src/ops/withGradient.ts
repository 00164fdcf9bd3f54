import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** What the forward half of an op gives: its value, and the tensors that the gradient will need. */
export interface Forward<Value extends Tensor, Saved extends readonly Tensor[]> {
  readonly value: Value;
  readonly save: Saved;
}

/**
 * An op with a gradient of its own: `forward` computes the value and names what to keep, `backward` gets the value's
 * gradient and the kept tensors, and returns the gradient with respect to each of `inputs`, in order.
 */
export function withGradient<Value extends Tensor, Saved extends readonly Tensor[]>(
  inputs: readonly Tensor[],
  forward: () => Forward<Value, Saved>,
  backward: (dy: Value, saved: Saved) => Tensor[],
): Value {
  const op = tf.customGrad<Value>((...inputsAndSave) => {
    const save = inputsAndSave.at(-1);
    if (typeof save !== 'function') throw new TypeError('customGrad gave no save function');
    const { value, save: kept } = forward();
    save([...kept]);
    // tfjs hands the saved tensors back in order, but its types forget how many there are and of which rank.
    return { value, gradFunc: (dy: Value, saved: Tensor[]) => backward(dy, saved as readonly Tensor[] as Saved) };
  });
  return op(...inputs);
}
