// What `onnx_parity.py` compares: logits, gradient, losses of PGD and seconds of a checkpoint's network, as JSON on stdout and a file of floats.
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import * as tf from '@tensorflow/tfjs-core';
import { openTensorFlow } from '../../packages/engine/dist/index.js';
import { readCheckpoint } from '../../packages/formats/dist/index.js';
import { loadNetwork, trainingLosses } from '../../packages/models/dist/index.js';

const [checkpoint, folder] = process.argv.slice(2);
const asked = JSON.parse(readFileSync(join(folder, 'asked.json'), 'utf8'));
const npy = readFileSync(join(folder, 'images.npy'));
const begin = 10 + npy.readUInt16LE(8);
const floats = new Float32Array(new Uint8Array(npy.subarray(begin)).buffer);
const engine = await openTensorFlow();
const { network, weights } = loadNetwork(readCheckpoint(checkpoint), checkpoint);
const classes = 10;

const [count, rows, columns, channels] = asked.shape;
const images = tf.tensor4d(floats, [count, rows, columns, channels]);
const labels = tf.tensor1d(
  Int32Array.from({ length: count }, (_, i) => i % classes),
  'int32',
);
const onehot = tf.tidy(() => tf.cast(tf.oneHot(labels, classes), 'float32'));

/** Logits, losses and gradient, traced. */
const pass = engine.trace(
  (x, y) => {
    const kept = [];
    const { value, grad } = tf.valueAndGrad((input) => {
      const logits = network.logits(input.as4D(count, rows, columns, channels), weights, 'evaluate');
      kept.push(tf.keep(logits));
      return trainingLosses['cross-entropy'](logits, y.as2D(count, classes));
    })(x);
    const logits = tf.clone(kept[0]);
    kept[0].dispose();
    return [logits, value, grad];
  },
  [images, onehot],
);

const [logits, , gradient] = pass.run([images, onehot]);
const size = gradient.size / count;
writeFileSync(join(folder, 'gradient.f32'), Buffer.from(gradient.dataSync().slice(0, asked.images * size).buffer));

let [x, best] = [tf.clone(images), tf.fill([asked.shape[0]], -Infinity)];
for (let step = 0; step <= asked.steps; step += 1) {
  const [, losses, slope] = pass.run([x, onehot]);
  best = tf.maximum(best, losses);
  x = tf.tidy(() => {
    const moved = tf.sub(tf.add(x, tf.mul(tf.sign(slope), asked.step)), images);
    return tf.clipByValue(tf.add(images, tf.clipByValue(moved, -asked.eps, asked.eps)), 0, 1);
  });
}

/** @type {number | null} */
let seconds = null;
if (asked.speed) {
  const taken = Array.from({ length: 7 }, () => {
    const started = performance.now();
    pass.run([images, onehot])[1].dataSync();
    return performance.now() - started;
  });
  seconds = taken.sort((a, b) => a - b)[3] / 1000 / asked.shape[0];
}
const numbers = Array.from(logits.dataSync().slice(0, asked.images * classes));
process.stdout.write(JSON.stringify({ logits: numbers, losses: Array.from(best.dataSync()), seconds }));
