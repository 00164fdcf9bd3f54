import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { buildNetwork, initialWeights, loadWeights, type Weights } from '@bcos-bench/models';
import { contributionMap } from './contributionMap.js';
import { traceDynamicLinearMap, type DynamicLinearMaps, type ExplainedNetwork } from './dynamicLinearMap.js';
import {
  OTHER_CLASS,
  PEER_CLASSES,
  peerExplanation,
  peerInputs,
  peerNetwork,
} from './fixtures/peerExplanation.fixture.js';

const PICTURES = 3;
const LOGIT_BIAS = -Math.log(PEER_CLASSES - 1);
let engine: Engine;

beforeAll(async () => {
  engine = await openTensorFlow();
});

/** The maps of `inputs`; no tensor is left. */
function mapsOf(explained: ExplainedNetwork, inputs: Float32Array): DynamicLinearMaps {
  const trace = traceDynamicLinearMap(engine, explained);
  const maps = trace.mapsOf(inputs);
  trace.dispose();
  tf.dispose([...explained.weights.values()]);
  return maps;
}

/** The largest difference, relative to the largest value of `expected`. */
function relativeError(actual: Float32Array, expected: Float32Array): number {
  const worst = actual.reduce((most, value, at) => Math.max(most, Math.abs(value - (expected[at] ?? NaN))), 0);
  return worst / expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

const cases = [
  { of: 'predicted', explainedClass: null },
  { of: 'other', explainedClass: OTHER_CLASS },
] as const;

describe('traceDynamicLinearMap', () => {
  it.each(cases)('is the map that bcos computes ($of class)', ({ of, explainedClass }) => {
    const peer = peerExplanation(of);
    const maps = mapsOf({ ...peerNetwork(), explainedClass, batch: PICTURES }, peerInputs);
    expect([...maps.prediction]).toEqual([...peer.prediction]);
    expect([...maps.explainedClass]).toEqual(explainedClass === null ? [...peer.prediction] : [7, 7, 7]);
    expect(relativeError(maps.weights, peer.weights)).toBeLessThan(1e-4);
    expect(relativeError(contributionMap(peerInputs, maps.weights, 6), peer.contribution)).toBeLessThan(1e-4);
  });
  it('explains the logit completely, up to its bias', () => {
    const { explainedClass, logits, weights } = mapsOf(
      { ...peerNetwork(), explainedClass: null, batch: PICTURES },
      peerInputs,
    );
    const map = contributionMap(peerInputs, weights, 6);
    for (const [i, explained] of explainedClass.entries()) {
      const sum = map.subarray(i * 1024, (i + 1) * 1024).reduce((total, value) => total + value, 0);
      const logit = logits[i * PEER_CLASSES + explained] ?? NaN;
      expect(Math.abs(sum + LOGIT_BIAS - logit)).toBeLessThan(1e-6);
      // The sum itself is about 4e-3 in this untrained network: the bound above is no matter of course.
      expect(Math.abs(sum)).toBeGreaterThan(1e-3);
    }
  });
  it.each([1, 2, 5])('gives the same bits in batches of %i, and says how far it is', (batch) => {
    const whole = mapsOf({ ...peerNetwork(), explainedClass: null, batch: PICTURES }, peerInputs);
    const { network, weights } = peerNetwork();
    const trace = traceDynamicLinearMap(engine, { network, weights, explainedClass: null, batch });
    const done: number[] = [];
    expect(trace.mapsOf(peerInputs, (count) => done.push(count))).toEqual(whole);
    expect(done).toEqual({ 1: [1, 2, 3], 2: [2, 3], 5: [3] }[batch]);
    trace.dispose();
    tf.dispose([...weights.values()]);
  });
  it('is the plain gradient for a network without B-cos layers', () => {
    const normalisation = { mean: [0.5, 0.4, 0.3], std: [0.2, 0.3, 0.4] };
    const network = buildNetwork({ name: 'resnet8', b: 1, maxOut: 1, norm: 'none' }, 10, normalisation);
    const weights = (): Weights => loadWeights(network.parameters, initialWeights(network.parameters, 1), 'initial');
    const explained = { network, explainedClass: 2, batch: 1 };
    const inputs = Float32Array.from({ length: 3 * 1024 }, (_, i) => 0.5 + 0.4 * Math.sin(i));
    const before = mapsOf({ ...explained, weights: weights() }, inputs);
    const step = before.weights.map((weight) => 1e-4 * Math.sign(weight));
    const moved = inputs.map((value, i) => value + (step[i] ?? NaN));
    const after = mapsOf({ ...explained, weights: weights() }, moved);
    const change = (after.logits[2] ?? NaN) - (before.logits[2] ?? NaN);
    const predicted = step.reduce((sum, value, i) => sum + value * (before.weights[i] ?? NaN), 0);
    expect(change / predicted).toBeCloseTo(1, 1);
  });
  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    mapsOf({ ...peerNetwork(), explainedClass: null, batch: 2 }, peerInputs);
    expect(tf.memory().numTensors).toBe(before);
  });
});
