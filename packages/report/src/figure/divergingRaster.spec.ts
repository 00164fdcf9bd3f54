import { describe, expect, it } from 'vitest';
import { divergingRaster } from './divergingRaster.js';

describe('divergingRaster', () => {
  it('has full colours at the limit', () => {
    const map = new Float32Array(1024);
    map.set([-4, 4, 0, 2]);
    expect([...divergingRaster(map, [32, 32], 4).rgb.subarray(0, 12)]).toEqual([
      0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0.5, 0.5,
    ]);
  });
  it('is white where nothing contributes', () => {
    expect(new Set(divergingRaster(new Float32Array(1024), [32, 32], 0).rgb)).toEqual(new Set([1]));
  });
});
