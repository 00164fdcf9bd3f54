import { describe, expect, it } from 'vitest';
import type { DynamicLinearMapTrace } from './dynamicLinearMap.js';
import { explainPictures } from './explainPictures.js';
import { explanationPicture } from './explanationPicture.js';
import { peerExplanation, peerInputs } from './fixtures/peerExplanation.fixture.js';

const peer = peerExplanation('predicted');
const index = Int32Array.of(10, 11, 12);

/** Stands in for a traced network: it gives the maps of the fixture, or those given. */
function traceOf(weights: Float32Array): DynamicLinearMapTrace {
  const prediction = Int32Array.from(peer.prediction);
  return {
    channels: 6,
    mapsOf: () => ({ prediction, explainedClass: prediction, logits: new Float32Array(30), weights }),
    dispose: () => undefined,
  };
}

describe('explainPictures', () => {
  it('draws each picture from its own map and contributions', () => {
    const explained = explainPictures(traceOf(peer.weights), { index, inputs: peerInputs });
    expect(explained.input).toBe(peerInputs);
    expect([...explained.prediction]).toEqual([1, 3, 3]);
    const last = explanationPicture({
      weights: peer.weights.subarray(2 * 6144),
      contribution: explained.contribution.subarray(2 * 1024),
      channels: 6,
    });
    expect(explained.picture.subarray(2 * 4096)).toEqual(last);
    expect(explained.picture).toHaveLength(3 * 4096);
  });
  it.each([NaN, Infinity])('names the picture whose map holds %d', (value) => {
    const damaged = peer.weights.slice();
    damaged[6144 + 5] = value;
    expect(() => explainPictures(traceOf(damaged), { index, inputs: peerInputs })).toThrow(
      'picture 11: the network gives numbers that are not finite; check that its training went well',
    );
  });
});
