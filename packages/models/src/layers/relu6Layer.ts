import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../layer.js';
import { relu } from '../ops/relu.js';

const MOST = 6;

/** The activation of MobileNets, min(max(x, 0), 6). */
export const relu6Layer: Layer = { parameters: [], apply: (x) => relu(tf.sub(x, relu(tf.sub(x, MOST)))) };
