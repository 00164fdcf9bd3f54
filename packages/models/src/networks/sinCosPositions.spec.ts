import { at } from '@bcos-bench/vocabulary';
import { expect, it } from 'vitest';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { sinCosPositions } from './sinCosPositions.js';

onTensorFlow();

it('has sines and cosines of the column, and then of the row, of each token', () => {
  const positions = sinCosPositions(2, 3, 8);
  expect(positions.shape).toEqual([1, 6, 1, 8]);
  const token = [...positions.dataSync<'float32'>()].slice(5 * 8, 6 * 8);
  const [x, y] = [2, 1];
  const waves = (place: number): number[] =>
    [place, place / 1e4].flatMap((angle) => [Math.sin(angle), Math.cos(angle)]);
  const [sin, sinLow, cos, cosLow] = [0, 2, 1, 3];
  const order = [sin, sinLow, cos, cosLow];
  const expected = [x, y].flatMap((place) => order.map((i) => at(waves(place), i)));
  token.forEach((value, i) => expect(value).toBeCloseTo(at(expected, i), 6));
});
