import * as tf from '@tensorflow/tfjs-core';
// tfjs's core comes without gradients, and registers them here, together with the CPU backend.
import '@tensorflow/tfjs';
import type { Engine } from './engine.js';
import { untraced } from './untraced.js';

/**
 * The engine without native code: tfjs's own CPU backend, op by op. Slow; for tests, and for machines where the addon
 * cannot be built. A trace is the function itself.
 */
export async function openPlain(): Promise<Engine> {
  // Otherwise tfjs prints that its Node package would be faster.
  tf.enableProdMode();
  await tf.setBackend('cpu');
  return { backend: 'cpu', gpu: false, threads: 1, trace: untraced };
}
