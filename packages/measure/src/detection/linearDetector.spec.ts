import { expect, it } from 'vitest';
import { randomStream } from '@bcos-bench/random';
import { areaUnderCurve } from './areaUnderCurve.js';
import { linearDetector } from './linearDetector.js';

const random = randomStream(5);

it('finds what only two numbers together tell', () => {
  const images = Array.from({ length: 40 }, () => {
    const [common, other] = [10 * random.normal(), 10 * random.normal()];
    return { before: [common, common + 0.1 * random.normal()], after: [other, other + 3 + 0.1 * random.normal()] };
  });
  expect(areaUnderCurve(linearDetector(images), 0).area).toBeGreaterThan(0.95);
});

it('finds nothing where there is nothing: a part is not scored by itself', () => {
  const numbers = (): number[] => Array.from({ length: 9 }, () => random.normal());
  const images = Array.from({ length: 60 }, () => ({ before: numbers(), after: numbers() }));
  const { area } = areaUnderCurve(linearDetector(images), 0);
  expect(area).toBeGreaterThan(0.3);
  expect(area).toBeLessThan(0.7);
});
