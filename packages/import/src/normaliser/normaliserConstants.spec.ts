import { describe, expect, it } from 'vitest';
import { normaliserFile, type ShapedNumbers } from '../testing/normaliserFile.fixture.js';
import { readConstants, type ReadConstants } from './normaliserConstants.js';

function read(mean: ShapedNumbers, std: ShapedNumbers, channels = 3): ReadConstants {
  const { file, arrays } = normaliserFile({ norm: { mean, std } });
  const [first] = arrays;
  if (first === undefined) throw new Error('no arrays');
  return readConstants(file, first, channels);
}
const of = (...numbers: readonly number[]): ShapedNumbers => ({ numbers });

describe('readConstants', () => {
  it.each([[[3]], [[3, 1, 1]], [[1, 3, 1, 1]], [[1, 1, 1, 3]]])(
    'reads a number for each channel of shape %j',
    (shape) => {
      const mean = { numbers: [0.5, 0.25, 0], shape };
      expect(read(mean, of(1, 2, 0.5))).toEqual({ constants: { mean: [0.5, 0.25, 0], std: [1, 2, 0.5] }, odd: null });
    },
  );

  it('takes one number for all channels', () => {
    const all = { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] };
    expect(read({ numbers: [0.5], shape: [] }, { numbers: [0.25], shape: [1, 1] }).constants).toEqual(all);
  });

  it('takes an array of images that is the same all over a channel, and no other', () => {
    const mean = { numbers: [0.5, 0.5, 0.25, 0.25, 0, 0], shape: [3, 1, 2] };
    expect(read(mean, of(1, 2, 0.5)).constants?.mean).toEqual([0.5, 0.25, 0]);
    expect(read({ ...mean, numbers: [0.5, 0.5, 0.25, 0.125, 0, 0] }, of(1, 2, 0.5)).odd).toContain(
      'is of [3, 1, 2] and [3]',
    );
  });

  it('is none where it changes nothing', () => {
    expect(read(of(0, 0, 0), of(1, 1, 1))).toEqual({ constants: null, odd: null });
  });

  it('has six numbers where the inverses are channels too', () => {
    const six = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5];
    expect(read(of(...six), of(...six), 6).constants?.mean).toEqual(six);
  });

  it.each([
    [of(0, 0, 0), of(1, 1, 1), 6, 'norm.mean, norm.std is of [3] and [3], not a number for each of 6 channels'],
    [of(0, 0), of(1, 1), 3, 'is of [2] and [2]'],
    [of(0, 0, 0, 0), of(1, 1, 1, 1), 3, 'is of [4] and [4]'],
    [of(0, 0, 0), of(1, 0, 1), 3, 'divides by 1, 0, 1'],
    [of(0, NaN, 0), of(1, 1, 1), 3, 'takes away 0, NaN, 0'],
    [of(127.5, 127.5, 127.5), of(51, 51, 51), 3, 'that is --mean 0.5 0.5 0.5 --std 0.2 0.2 0.2'],
  ])('says what is odd about %j and %j', (mean, std, channels, says) => {
    const { constants, odd } = read(mean, std, channels);
    expect(constants).toBeNull();
    expect(odd).toContain(says);
  });
});
