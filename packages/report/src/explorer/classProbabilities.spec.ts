import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classProbabilities } from './classProbabilities.js';

const zeros = [0, 0, 0, 0, 0, 0, 0, 0];

describe('classProbabilities', () => {
  it('has the true class and the three most probable of before and of after, by what they were before', () => {
    const clean = [4, 3, 2, 1, 0, 0, 0, 0];
    const attacked = [0, 0, 0, 0, 0, 5, 4, 3];
    const classes = classProbabilities({ label: 3, clean, attacked }, 'softmax').map(([number]) => number);
    expect(classes).toEqual([0, 1, 2, 3, 5, 6, 7]);
  });
  it('reads logits as the loss does', () => {
    const logits = { label: 0, clean: [Math.log(3), 0], attacked: [0, 0] };
    expect(classProbabilities(logits, 'softmax')).toEqual([
      [0, 0.75, 0.5],
      [1, 0.25, 0.5],
    ]);
    expect(classProbabilities(logits, 'sigmoid')).toEqual([
      [0, 0.75, 0.5],
      [1, 0.5, 0.5],
    ]);
  });
  it('keeps its numbers where logits are large', () => {
    const [first] = classProbabilities({ label: 0, clean: [2000, ...zeros], attacked: [-2000, ...zeros] }, 'softmax');
    expect(first).toEqual([0, 1, 0]);
    expect(classProbabilities({ label: 0, clean: [2000], attacked: [-2000] }, 'sigmoid')).toEqual([[0, 1, 0]]);
  });
  it('never has a share beyond 0 and 1, nor a class twice', () => {
    const logits = fc.array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(logits, logits, fc.nat(4), fc.constantFrom('softmax', 'sigmoid'), (clean, attacked, label, kind) => {
        const rows = classProbabilities({ label, clean, attacked }, kind);
        expect(rows.flatMap(([, before, after]) => [before, after]).every((share) => share >= 0 && share <= 1)).toBe(
          true,
        );
        expect(new Set(rows.map(([number]) => number)).size).toBe(rows.length);
        expect(rows.some(([number]) => number === label)).toBe(true);
      }),
    );
  });
});
