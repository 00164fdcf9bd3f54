import * as tf from '@tensorflow/tfjs-core';
import { openTensorFlow } from '../tensorflow.js';

// All of it while the module is loaded: whoever imports it waits for that, and for nothing after it.
const { trace } = await openTensorFlow();
const x = tf.ones<tf.Rank.R4>([1, 8, 8, 2]);
const smooth = (): tf.Tensor[] => [tf.avgPool(x, 2, 2, 'valid')];
const traced = trace(smooth, []);
const sums = [...smooth(), ...traced.run([])].map((output) => tf.sum(output).dataSync()[0]);
traced.dispose();
if (sums.join() !== '32,32') throw new Error(`the sums are ${sums.join(' and ')}, not 32`);
