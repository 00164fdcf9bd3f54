import { describe, expect, it } from 'vitest';
import { explanationImage } from './explanationImage.js';
import { peerExplanation, peerInputs } from './fixtures/peerExplanation.fixture.js';

const PIXELS = 1024;
const GREY_LEVEL = 1 / 255;

/** The share of pixels of which red, green, blue and opacity all lie within one grey level of the peer's. */
function agreement(image: Float32Array, peer: Float32Array): number {
  const off = image.map((value, at) => (Math.abs(value - (peer[at] ?? NaN)) <= GREY_LEVEL ? 0 : 1));
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
        channels: 6,
      });
      expect(agreement(image, peer.image.subarray(i * 4 * PIXELS, (i + 1) * 4 * PIXELS))).toBeGreaterThan(0.999);
    }
  });
  it('is opaque where the map speaks for the class, and transparent where it speaks against', () => {
    const weights = new Float32Array(3 * PIXELS).fill(1);
    const contribution = Float32Array.from({ length: PIXELS }, (_, pixel) => (pixel % 32 < 16 ? -1 : 1));
    const image = explanationImage({ weights, contribution, channels: 3 });
    const opacity = (column: number): number => image[4 * (16 * 32 + column) + 3] ?? NaN;
    expect(opacity(4)).toBeLessThan(1e-6);
    expect(opacity(24)).toBe(1);
    // Half of the window around the border between them.
    expect(opacity(16)).toBeCloseTo(8 / 15, 6);
  });
  it('is all transparent where the map is zero', () => {
    const empty = { weights: new Float32Array(6 * PIXELS), contribution: new Float32Array(PIXELS), channels: 6 };
    expect(explanationImage(empty)).toEqual(new Float32Array(4 * PIXELS));
  });
  it('knows inputs of three and six channels only', () => {
    const four = { weights: new Float32Array(4 * PIXELS), contribution: new Float32Array(PIXELS), channels: 4 };
    expect(() => explanationImage(four)).toThrow(RangeError);
  });
});
