import { describe, expect, it } from 'vitest';
import { onWhite, rowOf, visiblePart } from './encodedImage.js';
import { PIXELS } from './raster.js';

describe('visiblePart', () => {
  it.each([3, 6])('is the first three of %i channels', (channels) => {
    const encoded = Float32Array.from({ length: channels * PIXELS }, (_, k) => k % channels);
    const { rgb } = visiblePart(encoded, channels);
    expect(rgb).toHaveLength(3 * PIXELS);
    expect([...rgb.subarray(0, 6), ...rgb.subarray(-3)]).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
  });
});

describe('onWhite', () => {
  it('is the colour where opaque, white where not, and between them in proportion', () => {
    const rgba = new Float32Array(4 * PIXELS);
    rgba.set([0.25, 0.5, 0.75, 1, 0.25, 0.5, 0.75, 0, 0, 0.5, 1, 0.5]);
    expect([...onWhite(rgba).rgb.subarray(0, 9)]).toEqual([0.25, 0.5, 0.75, 1, 1, 1, 0.5, 0.75, 1]);
  });
});

describe('rowOf', () => {
  it('is one image of many', () => {
    expect(rowOf(Float32Array.of(0, 1, 2, 3, 4, 5), 1, 2)).toEqual(Float32Array.of(2, 3));
  });
});
