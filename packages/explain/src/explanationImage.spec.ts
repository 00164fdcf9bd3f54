import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { explanationImage, type Explanation } from './explanationImage.js';
import { peerExplanation, peerInputs } from './fixtures/peerExplanation.fixture.js';

const PIXELS = 1024;
const GREY_LEVEL = 1 / 255;

/** The share of pixels of which red, green, blue and opacity all lie within one grey level of the peer's. */
function agreement(image: Float32Array, peer: Float32Array): number {
  const off = image.map((value, place) => (Math.abs(value - at(peer, place)) <= GREY_LEVEL ? 0 : 1));
  const wrong = new Set([...off.keys()].filter((at) => off[at] === 1).map((at) => Math.floor(at / 4)));
  return 1 - wrong.size / (image.length / 4);
}

describe('explanationImage', () => {
  it.each(['predicted', 'other'] as const)('draws what bcos.common.gradient_to_image draws (%s class)', (of) => {
    const peer = peerExplanation(of);
    const images = peerInputs.length / (6 * PIXELS);
    for (let i = 0; i < images; i += 1) {
      const image = explanationImage({
        weights: peer.weights.subarray(i * 6 * PIXELS, (i + 1) * 6 * PIXELS),
        contribution: peer.contribution.subarray(i * PIXELS, (i + 1) * PIXELS),
        shape: [32, 32, 6],
      });
      expect(agreement(image, peer.image.subarray(i * 4 * PIXELS, (i + 1) * 4 * PIXELS))).toBeGreaterThan(0.999);
    }
  });
  it('is opaque where the map speaks for the class, and transparent where it speaks against', () => {
    const weights = new Float32Array(3 * PIXELS).fill(1);
    const contribution = Float32Array.from({ length: PIXELS }, (_, pixel) => (pixel % 32 < 16 ? -1 : 1));
    const image = explanationImage({ weights, contribution, shape: [32, 32, 3] });
    const opacity = (column: number): number => at(image, 4 * (16 * 32 + column) + 3);
    expect(opacity(4)).toBeLessThan(1e-6);
    expect(opacity(24)).toBe(1);
    // Half of the window around the border between them.
    expect(opacity(16)).toBeCloseTo(8 / 15, 6);
  });
  it('is all transparent where the map is zero', () => {
    const empty: Explanation = {
      weights: new Float32Array(6 * PIXELS),
      contribution: new Float32Array(PIXELS),
      shape: [32, 32, 6],
    };
    expect(explanationImage(empty)).toEqual(new Float32Array(4 * PIXELS));
  });
  it('knows inputs of one, two, three and six channels only', () => {
    const four: Explanation = {
      weights: new Float32Array(4 * PIXELS),
      contribution: new Float32Array(PIXELS),
      shape: [32, 32, 4],
    };
    expect(() => explanationImage(four)).toThrow(RangeError);
  });
  it('draws greys for a network of grey images, of any size and also where they are no squares', () => {
    const [weights, contribution] = [new Float32Array(2 * 20 * 40), new Float32Array(20 * 40).fill(1)];
    weights.forEach((_, at) => (weights[at] = at % 2 === 0 ? 1 : 0.25));
    const image = explanationImage({ weights, contribution, shape: [20, 40, 2] });
    expect(image).toHaveLength(4 * 20 * 40);
    const [red, green, blue, opacity] = image.subarray(4 * (10 * 40 + 20));
    expect(red).toBeCloseTo(0.8, 6);
    expect([green, blue]).toEqual([red, red]);
    expect(opacity).toBe(1);
  });
});
