import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import type { Engine } from './engine.js';
import { untraced } from './untraced.js';

const require = createRequire(import.meta.url);

/**
 * The engine without native code: tfjs's own CPU backend, op by op. Slow; for tests, and for machines where the addon
 * cannot be built. A trace is the function itself.
 */
export async function openPlain(): Promise<Engine> {
  // tfjs's core comes without gradients, and registers them here, together with the CPU backend. An import would look through 7 MB for
  // the names of exports, 0.2 s at the start of every stage.
  require('@tensorflow/tfjs');
  // Otherwise tfjs prints that its Node package would be faster.
  tf.enableProdMode();
  await tf.setBackend('cpu');
  return { backend: 'cpu', gpu: false, threads: 1, trace: untraced };
}
