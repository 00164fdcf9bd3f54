import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../layer.js';

/** The activation x / (1 + exp(-x)): Swish, or SiLU (Ramachandran et al. 2017). */
export const swishLayer: Layer = { parameters: [], apply: (x) => tf.mul(x, tf.sigmoid(x)) };
