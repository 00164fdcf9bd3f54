import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { buildNetwork, initialWeights, loadWeights } from '@bcos-bench/models';
import { at } from '@bcos-bench/vocabulary';
import { PREDICTED, traceClassGradient, type ClassGradients, type DifferentiatedNetwork } from './classGradient.js';
import { contributionMap } from './contributionMap.js';
import { OTHER_CLASS, PEER_CLASSES, peerInputs, peerNetwork } from './fixtures/peerExplanation.fixture.js';

const IMAGES = 3;
const SIZE = 6 * 1024;
const LOGIT_BIAS = -Math.log(PEER_CLASSES - 1);
const predicted = new Int32Array(IMAGES).fill(PREDICTED);
let engine: Engine;

beforeAll(async () => {
  engine = await openTensorFlow();
});

/** The gradients at `inputs`; no tensor is left. */
function gradientsAt(what: DifferentiatedNetwork, inputs: Float32Array, classes: Int32Array): ClassGradients {
  const trace = traceClassGradient(engine, what);
  const found = trace.at(inputs, classes);
  trace.dispose();
  tf.dispose([...what.weights.values()]);
  return found;
}

const explained = (batch: number): DifferentiatedNetwork => ({
  ...peerNetwork(),
  mode: 'explain',
  batch,
  shape: [32, 32, 6],
});

describe('traceClassGradient', () => {
  it('explains the class asked for, and the predicted one where none is', () => {
    const classes = Int32Array.of(PREDICTED, OTHER_CLASS, PREDICTED);
    const found = gradientsAt(explained(IMAGES), peerInputs, classes);
    expect([...found.explainedClass]).toEqual([found.prediction[0], OTHER_CLASS, found.prediction[2]]);
    expect(found.prediction).not.toContain(OTHER_CLASS);
    const all = gradientsAt(explained(IMAGES), peerInputs, predicted);
    const row = (i: number, { gradient }: ClassGradients): Float32Array => gradient.subarray(i * SIZE, (i + 1) * SIZE);
    expect(row(0, found)).toEqual(row(0, all));
    expect(row(1, found)).not.toEqual(row(1, all));
  });
  it('explains the logit of a B-cos network completely, up to its bias', () => {
    const { explainedClass, logits, gradient } = gradientsAt(explained(IMAGES), peerInputs, predicted);
    const map = contributionMap(peerInputs, gradient, 6);
    for (const [i, chosen] of explainedClass.entries()) {
      const sum = map.subarray(i * 1024, (i + 1) * 1024).reduce((total, value) => total + value, 0);
      const logit = at(logits, i * PEER_CLASSES + chosen);
      expect(Math.abs(sum + LOGIT_BIAS - logit)).toBeLessThan(1e-6);
      // The sum itself is about 4e-3 in this untrained network: the bound above is no matter of course.
      expect(Math.abs(sum)).toBeGreaterThan(1e-3);
    }
  });
  it.each([8, 16])('gives the same bits in batches of %i, whatever else is in them', (batch) => {
    const whole = gradientsAt(explained(8), peerInputs, predicted);
    const trace = traceClassGradient(engine, explained(batch));
    const last = trace.at(peerInputs.subarray(2 * SIZE), predicted.subarray(2));
    expect(last.gradient).toEqual(whole.gradient.subarray(2 * SIZE));
    expect(last.logits).toEqual(whole.logits.subarray(2 * PEER_CLASSES));
    expect(trace.at(peerInputs, predicted)).toEqual(whole);
    trace.dispose();
  });
  it('is the true gradient in evaluation mode', () => {
    const normalisation = { mean: [0.5, 0.4, 0.3], std: [0.2, 0.3, 0.4] };
    const network = buildNetwork({ name: 'resnet8', b: 1, maxOut: 1, norm: 'none' }, 10, normalisation);
    const weights = loadWeights(network.parameters, initialWeights(network.parameters, 1), 'initial');
    const trace = traceClassGradient(engine, { network, weights, mode: 'evaluate', batch: 1, shape: [32, 32, 3] });
    const inputs = Float32Array.from({ length: 3 * 1024 }, (_, i) => 0.5 + 0.4 * Math.sin(i));
    const before = trace.at(inputs, Int32Array.of(2));
    const step = before.gradient.map((slope) => 1e-4 * Math.sign(slope));
    const after = trace.at(
      inputs.map((value, i) => value + at(step, i)),
      Int32Array.of(2),
    );
    const change = at(after.logits, 2) - at(before.logits, 2);
    const expected = step.reduce((sum, value, i) => sum + value * at(before.gradient, i), 0);
    expect(change / expected).toBeCloseTo(1, 1);
    trace.dispose();
    tf.dispose([...weights.values()]);
  });
  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    gradientsAt(explained(8), peerInputs, predicted);
    expect(tf.memory().numTensors).toBe(before);
  });
});
