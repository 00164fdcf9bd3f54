import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../layer.js';

/** A layer that sees rows and columns of zeros after those of its input. */
export function endPadded(layer: Layer, zeros: number): Layer {
  const after: [number, number] = [0, zeros];
  return {
    parameters: layer.parameters,
    apply: (x, pass) => layer.apply(tf.pad(x, [[0, 0], after, after, [0, 0]]), pass),
  };
}
