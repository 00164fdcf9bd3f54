import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { ridgeRegression, type Observation } from './ridgeRegression.js';

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

it('is where the slope of error and penalty is zero, also where features go together', () => {
  const number = fc.double({ min: -2, max: 2, noNaN: true });
  const observation = fc.record({
    features: fc.tuple(number, number, number, number),
    target: number,
    weight: fc.double({ min: 0.1, max: 3, noNaN: true }),
  });
  const penalties = fc.double({ min: 0.5, max: 4, noNaN: true });
  fc.assert(
    fc.property(fc.array(observation, { minLength: 1, maxLength: 9 }), penalties, (seen, penalty) => {
      const found = ridgeRegression(seen, penalty);
      for (const slope of slopesAt(seen, penalty, found)) expect(slope).toBeCloseTo(0, 9);
    }),
  );
});

/** Of each coefficient the slope of half the weighted square error and half the penalty, with the intercept that fits best. */
function slopesAt(seen: readonly Observation[], penalty: number, coefficients: Float64Array): number[] {
  const errorOf = ({ features, target }: Observation) =>
    target - coefficients.reduce((sum, coefficient, feature) => sum + coefficient * at(features, feature), 0);
  const whole = seen.reduce((sum, { weight }) => sum + weight, 0);
  const intercept = seen.reduce((sum, observation) => sum + observation.weight * errorOf(observation), 0) / whole;
  return [...coefficients].map((coefficient, feature) =>
    seen.reduce(
      (sum, observation) =>
        sum - observation.weight * at(observation.features, feature) * (errorOf(observation) - intercept),
      penalty * coefficient,
    ),
  );
}
