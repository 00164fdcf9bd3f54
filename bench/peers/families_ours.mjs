// What `families_parity.py` compares: logits, gradient and explanation of the largest logit of a checkpoint's network, as files of floats.
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { openTensorFlow } from '../../packages/engine/dist/index.js';
import { readCheckpoint } from '../../packages/formats/dist/index.js';
import { loadNetwork } from '../../packages/models/dist/index.js';

const [checkpoint, folder, count, side] = process.argv.slice(2);
const bytes = readFileSync(join(folder, 'images.f32'));
await openTensorFlow();
const { network, weights } = loadNetwork(readCheckpoint(checkpoint), checkpoint);
const images = tf.tensor4d(new Float32Array(new Uint8Array(bytes).buffer), [
  Number(count),
  Number(side),
  Number(side),
  6,
]);

const write = (name, tensor) => writeFileSync(join(folder, `${name}.f32`), Buffer.from(tensor.dataSync().buffer));
const largest = (mode) => (x) => tf.max(network.logits(x, weights, mode), 1);
write(
  'logits',
  tf.tidy(() => network.logits(images, weights, 'evaluate')),
);
for (const [name, mode] of [
  ['gradient', 'evaluate'],
  ['explanation', 'explain'],
]) {
  write(name, tf.valueAndGrad(largest(mode))(images).grad);
}
