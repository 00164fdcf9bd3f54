import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { logitSpread } from './logitSpread.js';

const logitsOf = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 30 });

it('grows with the scale of the logits, and takes no notice of their offset', () => {
  fc.assert(
    fc.property(logitsOf, fc.integer({ min: 1, max: 1000 }), (logits, scale) => {
      fc.pre(new Set(logits).size > 1);
      const spread = logitSpread(logits);
      expect(logitSpread(logits.map((logit) => scale * logit)) / (scale * spread)).toBeCloseTo(1, 9);
      expect(logitSpread(logits.map((logit) => logit + scale)) / spread).toBeCloseTo(1, 9);
    }),
  );
});

it('brings no logit farther from the others than their number allows', () => {
  fc.assert(
    fc.property(logitsOf, (logits) => {
      const scaled = logits.map((logit) => logit / logitSpread(logits));
      const others = scaled.slice(1);
      const mean = others.reduce((sum, logit) => sum + logit, 0) / others.length;
      expect(Math.abs(at(scaled, 0) - mean)).toBeLessThanOrEqual(logits.length / Math.sqrt(logits.length - 1) + 1e-9);
    }),
  );
});

it('is the standard deviation, and 1 where there is none', () => {
  expect(logitSpread([1, 3, 5, 7])).toBeCloseTo(Math.sqrt(5), 12);
  expect(logitSpread([2, 2, 2])).toBe(1);
});
