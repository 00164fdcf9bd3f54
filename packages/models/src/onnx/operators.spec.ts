import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { ONNX_FILE } from '@bcos-bench/formats';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadNetwork } from '../loadNetwork.js';
import { largestError } from '../testing/largestError.fixture.js';
import { logitsAndGradient, onnxCheckpoint, onnxFixtures } from '../testing/onnxCase.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { seededTensor } from '../testing/seededNumbers.fixture.js';

onTensorFlow();

const recordSchema = z.object({
  images: z.int(),
  sides: z.tuple([z.int(), z.int()]),
  classes: z.int(),
  cases: z.array(z.object({ name: z.string(), onnx: z.string(), logits: z.string(), gradient: z.string() })),
});

/** What `bench/peers/onnx_operator_fixtures.py` has written. */
const { images, sides, classes, cases } = recordSchema.parse(
  JSON.parse(readFileSync(join(onnxFixtures, 'operators.json'), 'utf8')),
);

const floats = (text: string): Float32Array => new Float32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer);

describe('an operator', () => {
  it.each(cases)('$name gives the logits and the gradient of PyTorch', ({ name, onnx, logits, gradient }) => {
    const contents = new Map([[ONNX_FILE, Buffer.from(onnx, 'base64')]]);
    const loaded = loadNetwork(onnxCheckpoint(contents, classes), name);
    const x = tf.transpose(seededTensor<tf.Rank.R4>(`${name} images`, [images, 3, ...sides], 0, 1), [0, 2, 3, 1]);
    const found = logitsAndGradient(loaded, x);
    expect(largestError(found.logits.dataSync(), floats(logits))).toBeLessThan(2e-5);
    const inPyTorchsOrder = tf.transpose(found.gradient, [0, 3, 1, 2]);
    expect(largestError(inPyTorchsOrder.dataSync(), floats(gradient))).toBeLessThan(1e-4);
  });
});
