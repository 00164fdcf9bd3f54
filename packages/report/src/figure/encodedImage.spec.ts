import { describe, expect, it } from 'vitest';
import { onWhite, rowOf, translucent, visiblePart } from './encodedImage.js';

describe('visiblePart', () => {
  it.each([3, 6])('is the first three of %i channels', (channels) => {
    const encoded = Float32Array.from({ length: channels * 1024 }, (_, k) => k % channels);
    const { rgb } = visiblePart(encoded, [32, 32, channels]);
    expect(rgb).toHaveLength(3 * 1024);
    expect([...rgb.subarray(0, 6), ...rgb.subarray(-3)]).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
  });
});

describe('visiblePart of grey images', () => {
  it.each([1, 2])('is the first of %i channels, three times', (channels) => {
    const encoded = Float32Array.from({ length: channels * 6 }, (_, k) => (k % channels === 0 ? k : -1));
    const { rows, columns, rgb } = visiblePart(encoded, [2, 3, channels]);
    expect([rows, columns]).toEqual([2, 3]);
    expect([...rgb.subarray(0, 6)]).toEqual([0, 0, 0, channels, channels, channels]);
  });
});

describe('onWhite', () => {
  it('is the colour where opaque, white where not, and between them in proportion', () => {
    const rgba = new Float32Array(4 * 1024);
    rgba.set([0.25, 0.5, 0.75, 1, 0.25, 0.5, 0.75, 0, 0, 0.5, 1, 0.5]);
    expect([...onWhite(rgba, [32, 32]).rgb.subarray(0, 9)]).toEqual([0.25, 0.5, 0.75, 1, 1, 1, 0.5, 0.75, 1]);
  });
});

describe('translucent', () => {
  it('has colours and opacity apart', () => {
    const { rgb, opacity } = translucent(Float32Array.of(0.25, 0.5, 0.75, 1, 0, 0.5, 1, 0.5), [1, 2]);
    expect([[...rgb], [...(opacity ?? [])]]).toEqual([
      [0.25, 0.5, 0.75, 0, 0.5, 1],
      [1, 0.5],
    ]);
  });
});

describe('rowOf', () => {
  it('is one image of many', () => {
    expect(rowOf(Float32Array.of(0, 1, 2, 3, 4, 5), 1, 2)).toEqual(Float32Array.of(2, 3));
  });
});
