import { expect, it } from 'vitest';
import { fateWords } from './fateWords.js';

const pair = { explanation: '', contribution: '' };
const explained = { node: 'e', method: null, clean: pair, attacked: pair, limit: 1 };
const images = [
  { index: 4, cleanClass: 0, attackedClass: 0, cosine: 0.431 },
  { index: 5, cleanClass: 0, attackedClass: 1, cosine: 0.9 },
];
const attack = { explanations: [{ ...explained, images }] };

it('says what became of the prediction and of the map', () => {
  const fate = (index: number, attackedPrediction: number): string =>
    fateWords({ mapStays: 0.9 }, attack, { index, cleanPrediction: 0, attackedPrediction });
  expect(fate(4, 0)).toBe('the prediction is kept, the map has moved (cosine 0.43)');
  expect(fate(5, 1)).toBe('the prediction has changed, the map stays (cosine 0.90)');
  expect(fate(6, 0)).toBe('the prediction is kept, the map was not explained');
});
