import { expect, it } from 'vitest';
import { parseEpsilon } from '@bcos-bench/stage';
import { usualStepSize } from './stepSize.js';

it("has the article's step size", () => {
  expect(usualStepSize(parseEpsilon('8/255'), 20)).toBeCloseTo(0.00392157, 8);
});
