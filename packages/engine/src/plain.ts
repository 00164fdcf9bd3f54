import * as tf from '@tensorflow/tfjs-core';
// tfjs's core comes without gradients, and registers them here, together with the CPU backend.
import '@tensorflow/tfjs';
import { checkInputs, type Engine } from './engine.js';

/**
 * The engine without native code: tfjs's own CPU backend, op by op. Slow; for tests, and for machines where the addon
 * cannot be built. A trace is the function itself.
 */
export async function openPlain(): Promise<Engine> {
  // Otherwise tfjs prints that its Node package would be faster.
  tf.enableProdMode();
  await tf.setBackend('cpu');
  return {
    backend: 'cpu',
    gpu: false,
    threads: 1,
    trace: (fn, examples) => {
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
    },
  };
}
