import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { at } from '@bcos-bench/vocabulary';
import type { Explainer } from './attribution.js';
import { traceClassGradient } from './classGradient.js';
import { explainVersions, passesOf, type ExplainedVersions } from './explainVersions.js';
import { OTHER_CLASS, peerInputs, peerNetwork } from './fixtures/peerExplanation.fixture.js';
import { inputTimesGradient } from './methods/inputTimesGradient.js';

const index = Int32Array.of(10, 11, 12);
const labels = Int32Array.of(1, 2, 3);
/** Each image as the next one: another prediction for most of them. */
const attacked = Float32Array.from([...peerInputs.subarray(6144), ...peerInputs.subarray(0, 6144)]);
let engine: Engine;

beforeAll(async () => {
  engine = await openTensorFlow();
});

function explained(after: Float32Array | null, explainedClass: number | null, done: number[] = []): ExplainedVersions {
  const { network, weights } = peerNetwork();
  const trace = traceClassGradient(engine, { network, weights, mode: 'explain', batch: 8, shape: [32, 32, 6] });
  const explainer: Explainer = { trace, attribute: inputTimesGradient };
  const images = { index, labels, clean: peerInputs, attacked: after, explainedClass };
  const versions = explainVersions(explainer, images, (count) => done.push(count));
  trace.dispose();
  tf.dispose([...weights.values()]);
  return versions;
}

describe('explainVersions', () => {
  it('explains what is predicted for each version, and measures the change of what was predicted first', () => {
    const done: number[] = [];
    const { clean, attacked: after, changes } = explained(attacked, null, done);
    expect([...clean.explainedClass]).toEqual([1, 3, 3]);
    expect([...(after?.explainedClass ?? [])]).toEqual([3, 3, 1]);
    expect(changes?.map((change) => [change.index, change.label, change.explainedClass])).toEqual([
      [10, 1, 1],
      [11, 2, 3],
      [12, 3, 3],
    ]);
    expect(done).toEqual([3, 6, 9]);
    expect(done.at(-1)).toBe(passesOf({ attacked: true, sameClass: false }) * index.length);
  });
  it('splits the change of a logit into the noise and the bending of the map', () => {
    const done: number[] = [];
    const { clean, attacked: after, changes } = explained(attacked, OTHER_CLASS, done);
    if (after === null) throw new Error('nothing was attacked');
    expect(done).toEqual([3, 6]);
    expect(done.at(-1)).toBe(passesOf({ attacked: true, sameClass: true }) * index.length);
    expect(changes).toHaveLength(3);
    changes?.forEach(({ logitChange, noiseContribution }, row) => {
      let bending = 0;
      const rowOf = (values: Float32Array): Float32Array => values.subarray(row * 6144, (row + 1) * 6144);
      rowOf(after.weights).forEach((weight, place) => {
        bending += (weight - at(rowOf(clean.weights), place)) * at(rowOf(clean.input), place);
      });
      expect(Math.abs(noiseContribution + bending - logitChange)).toBeLessThan(1e-6);
      expect(Math.abs(logitChange)).toBeGreaterThan(1e-5);
    });
  });
  it('finds nothing changed where nothing was attacked', () => {
    const { changes } = explained(peerInputs, null);
    for (const change of changes ?? []) {
      expect(change).toMatchObject({ positiveKept: 1, rankCorrelation: 1, logitChange: 0, noiseContribution: 0 });
      expect(change.cosine).toBeCloseTo(1, 12);
    }
    expect(changes).toHaveLength(3);
  });
  it('has no changes without an attack', () => {
    const done: number[] = [];
    const { attacked: after, changes } = explained(null, null, done);
    expect(after).toBeNull();
    expect(changes).toBeNull();
    expect(done).toEqual([passesOf({ attacked: false, sameClass: false }) * index.length]);
  });
});
