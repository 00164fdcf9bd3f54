import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { lookUp, only } from '@bcos-bench/vocabulary';
import { ONNX_FILE, onnxFiles, readSafetensors, type Checkpoint, type OnnxContents } from '@bcos-bench/formats';
import { z } from 'zod';
import { loadNetwork } from '../loadNetwork.js';
import { trainingLosses } from '../loss.js';
import type { Network, Weights } from '../network.js';
import { largestError } from './largestError.fixture.js';
import { seededTensor } from './seededNumbers.fixture.js';

export const onnxFixtures = fileURLToPath(new URL('../fixtures/onnx', import.meta.url));

const recordSchema = z.object({
  classes: z.int(),
  images: z.int(),
  stride: z.int(),
  cases: z.array(z.object({ name: z.string(), file: z.string(), size: z.int() })),
});

/** What `bench/peers/onnx_fixtures.py` has written. */
export const { classes, images, stride, cases } = recordSchema.parse(
  JSON.parse(readFileSync(join(onnxFixtures, 'networks.json'), 'utf8')),
);
export type OnnxCase = (typeof cases)[number];

const results = readSafetensors(join(onnxFixtures, 'networks.safetensors'), 'run onnx_fixtures.py');

/** A checkpoint as `bcos-import` makes it of an ONNX file, without a normaliser. */
export function onnxCheckpoint(contents: OnnxContents, count: number): Checkpoint {
  return {
    model: {
      architecture: { name: 'onnx', b: 1, maxOut: 1, norm: 'none' },
      classes: Array.from({ length: count }, (_, k) => `class ${k}`),
      encoding: 'rgb',
      normalisation: null,
      loss: 'cross-entropy',
      onnx: onnxFiles(contents, null),
      provenance: { stage: 'bcos-import', dataset: null, parameters: {} },
      cleanAccuracy: null,
    },
    arrays: new Map(),
    onnx: contents,
  };
}

/** The network of a file of the fixtures. */
export function fixtureNetwork(file: string): { network: Network; weights: Weights } {
  const contents = new Map([[ONNX_FILE, readFileSync(join(onnxFixtures, file))]]);
  return loadNetwork(onnxCheckpoint(contents, classes), basename(file));
}

/** The images of a case, as the peer has them too. */
export function caseImages({ name, size }: OnnxCase): Tensor4D {
  const rows = seededTensor<tf.Rank.R4>(`${name} images`, [images, 3, size, size], 0, 1);
  return tf.transpose(rows, [0, 2, 3, 1]);
}

/** Logits, and the gradient of the summed cross-entropy; the label of image i is i modulo the classes. */
export function logitsAndGradient(
  { network, weights }: { readonly network: Network; readonly weights: Weights },
  x: Tensor4D,
): { readonly logits: Tensor2D; readonly gradient: Tensor4D } {
  const count = network.logits(x, weights, 'evaluate').shape[1];
  const labels = Array.from({ length: x.shape[0] }, (_, i) => i % count);
  const onehot = tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), count), 'float32').as2D(x.shape[0], count);
  const loss = (input: Tensor4D): tf.Scalar =>
    tf.sum(trainingLosses['cross-entropy'](network.logits(input, weights, 'evaluate'), onehot));
  return { logits: network.logits(x, weights, 'evaluate'), gradient: tf.valueAndGrad(loss)(x).grad };
}

/** How far logits and gradient are from the peer's, each as a part of the largest of the peer's. */
export function caseErrors(onnxCase: OnnxCase): { readonly logits: number; readonly gradient: number } {
  const found = logitsAndGradient(fixtureNetwork(onnxCase.file), caseImages(onnxCase));
  const expected = (what: string): Float32Array => lookUp(results, `${onnxCase.name}.${what}`).data;
  const inPyTorchsOrder = tf.transpose(found.gradient, [0, 3, 1, 2]).dataSync<'float32'>();
  const sampled = Float32Array.from(inPyTorchsOrder).filter((_, place) => place % stride === 0);
  const wanted = expected('gradient');
  const share = Math.max(...wanted.map(Math.abs)) / only(expected('gradient.largest'));
  return {
    logits: largestError(found.logits.dataSync(), expected('logits')),
    gradient: largestError(sampled, wanted) * share,
  };
}
