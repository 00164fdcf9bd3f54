import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { openTensorFlow } from '@bcos-bench/engine';
import { attributionPlan } from '@bcos-bench/explain';
import { buildNetwork, encode, loadWeights } from '@bcos-bench/models';
import { seededArrays, seededImages } from '@bcos-bench/models/testing/seededNumbers';
import { at } from '@bcos-bench/vocabulary';
import { openNetworkUnderTest } from '../networkUnderTest.js';
import { gridPointing, positiveShare } from './gridPointing.js';

const IMAGES = 8;
const peer = z
  .array(z.number())
  .parse(JSON.parse(readFileSync(fileURLToPath(new URL('../fixtures/grid.json', import.meta.url)), 'utf8')));

it('is the share of what is positive', () => {
  const map = Float32Array.of(1, -5, 2, 1, 3, -1);
  expect(positiveShare(map, 3, (row, column) => row === 0 && column === 2)).toBeCloseTo(2 / 7, 12);
  expect(positiveShare(Float32Array.of(-1, 0), 2, () => true)).toBeNull();
});

it('agrees with a second implementation, whatever the batch', async () => {
  const engine = await openTensorFlow();
  const network = buildNetwork({ name: 'bcos-resnet8', b: 2, maxOut: 1, norm: 'none' }, 10, null);
  const arrays = seededArrays(network.parameters);
  const inputs = tf.tidy(() => encode(seededImages('pictures', IMAGES, 3), network.encoding).dataSync<'float32'>());
  const labels = Int32Array.from({ length: IMAGES }, (_, image) => (image * 3) % 10);
  const valuesOf = (batch: number): readonly (number | null)[] => {
    const underTest = openNetworkUnderTest(engine, {
      checkpoint: { arrays },
      network,
      weights: loadWeights(network.parameters, arrays, 'the formula'),
      shape: [32, 32, 6],
      batch,
      seed: 0,
    });
    const { values, units } = gridPointing(2, () => [
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ])({
      index: Int32Array.from(labels.keys()),
      labels,
      images: new Float32Array(),
      shape: [32, 32, 3],
      inputs,
      logits: new Float32Array(),
      predicted: labels,
      network: underTest,
      plan: attributionPlan({ method: 'dynamic-linear', seed: 0 }, true),
      seed: 0,
      maps: new Float32Array(),
    });
    expect([...(units ?? [])]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    // Each of the two grids is explained for four classes.
    expect(underTest.passes.total()).toEqual({ forward: 0, gradient: IMAGES });
    underTest.dispose();
    return values;
  };
  const values = valuesOf(8);
  values.forEach((value, image) => expect(Math.abs(Number(value) / at(peer, image) - 1)).toBeLessThan(1e-4));
  expect(valuesOf(64)).toEqual(values);
});
