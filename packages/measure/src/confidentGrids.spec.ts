import fc from 'fast-check';
import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { confidentGrids } from './confidentGrids.js';

const CLASSES = 5;

/** Images of these labels; the network gives the label of each all but nothing of the probability, unless it is among `wrong` or `unsure`. */
function subjectOf(labels: readonly number[], wrong: readonly number[] = [], unsure: readonly number[] = []) {
  const logits = labels.flatMap((label, row) =>
    Array.from({ length: CLASSES }, (_, name) => (name === label && !unsure.includes(row) ? 20 : 0)),
  );
  return {
    index: Int32Array.from(labels.keys()),
    labels: Int32Array.from(labels),
    predicted: Int32Array.from(labels, (label, row) => (wrong.includes(row) ? (label + 1) % CLASSES : label)),
    logits: Float32Array.from(logits),
    seed: 3,
  };
}

it('fills grids with images of different classes, each at most once', () => {
  const labelled = fc.array(fc.nat(CLASSES - 1), { minLength: 20, maxLength: 60 });
  fc.assert(
    fc.property(labelled, (drawn) => {
      const labels = [0, 1, 2, 3, ...drawn];
      const grids = confidentGrids(subjectOf(labels), 2);
      const rows = grids.flat();
      expect(new Set(rows).size).toBe(rows.length);
      for (const grid of grids) expect(new Set(grid.map((row) => at(labels, row))).size).toBe(4);
    }),
  );
});

it('takes only images that are classified correctly and confidently', () => {
  const grids = confidentGrids(subjectOf([0, 0, 1, 1, 2, 3, 4], [0, 2], [4]), 2);
  expect(grids).toHaveLength(1);
  expect(grids[0]?.toSorted((a, b) => a - b)).toEqual([1, 3, 5, 6]);
});

it('says in one line that no grid can be filled', () => {
  expect(() => confidentGrids(subjectOf([0, 1, 2, 2]), 2)).toThrow(
    '--measures: no grid of 2x2 has an image of another class in each place: of 4 images 4 are classified correctly with more than 0.5; take more images with --limit',
  );
});
