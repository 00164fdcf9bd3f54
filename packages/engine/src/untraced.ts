import * as tf from '@tensorflow/tfjs-core';
import { checkInputs, type Engine } from './engine.js';

/** A trace that is the function itself, run op by op: for a backend that cannot record. */
export const untraced: Engine['trace'] = (fn, examples) => {
  const shapes = examples.map(({ shape, dtype }) => ({ shape, dtype }));
  let disposed = false;
  return {
    run: (inputs) => {
      if (disposed) throw new Error('this trace is disposed');
      checkInputs(inputs, shapes);
      return tf.tidy(() => fn(...inputs).map((output) => tf.clone(output)));
    },
    dispose: () => {
      disposed = true;
    },
  };
};
