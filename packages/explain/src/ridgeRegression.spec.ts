import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { ridgeRegression } from './ridgeRegression.js';

const observations = [
  { features: [0, 0], target: 1, weight: 1 },
  { features: [1, 0], target: 3, weight: 1 },
  { features: [0, 1], target: 0, weight: 1 },
  { features: [1, 1], target: 2, weight: 1 },
];

it('finds the linear model, but for what the penalty takes', () => {
  const found = ridgeRegression(observations, 1e-9);
  expect([...found]).toEqual([expect.closeTo(2, 6), expect.closeTo(-1, 6)]);
});

it('halves coefficients where the penalty is as large as the spread', () => {
  // Each feature has squares of 4 · 1/4 = 1 about its mean, and the two are not correlated.
  expect([...ridgeRegression(observations, 1)]).toEqual([expect.closeTo(1, 12), expect.closeTo(-0.5, 12)]);
});

it('counts an observation by its weight', () => {
  const twice = [
    ...observations,
    { features: [1, 1], target: 5, weight: 1 },
    { features: [1, 1], target: 5, weight: 1 },
  ];
  const weighted = [...observations, { features: [1, 1], target: 5, weight: 2 }];
  const [a, b] = [ridgeRegression(twice, 1), ridgeRegression(weighted, 1)];
  expect([...b]).toEqual([expect.closeTo(at(a, 0), 12), expect.closeTo(at(a, 1), 12)]);
});
