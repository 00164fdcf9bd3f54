import { chosenProbabilities } from '@bcos-bench/explain';
import { randomStream } from '@bcos-bench/random';
import { at, float32At, UsageFault } from '@bcos-bench/vocabulary';
import { GRIDS } from './randomPurposes.js';
import type { Subject } from './subject.js';

/** An image takes part if the network gives its label more than this probability. */
const CONFIDENT = 0.5;

/** The rows of the images of a grid, from its upper left corner on. */
export type Grid = readonly number[];

/** Chooses the grids of a subject, with `side` rows of `side` images each. */
export type ChooseGrids = (
  subject: Pick<Subject, 'index' | 'labels' | 'predicted' | 'logits' | 'seed'>,
  side: number,
) => readonly Grid[];

/**
 * The images in grids, in an order that depends on the seed and their numbers: each goes to the first grid that has no image of its class.
 * Grids that are not full at the end are left out.
 * @throws UsageFault where no grid is full
 */
export const confidentGrids: ChooseGrids = ({ index, labels, predicted, logits, seed }, side) => {
  const probabilities = chosenProbabilities(logits, labels);
  const drawn = Array.from(index, (image, row) => ({
    row,
    label: at(labels, row),
    order: randomStream(seed, GRIDS, image).uint32(),
  }));
  const taken = drawn
    .filter(({ row, label }) => label === at(predicted, row) && float32At(probabilities, row) > CONFIDENT)
    .sort((a, b) => a.order - b.order || a.row - b.row);
  const grids: { row: number; label: number }[][] = [];
  for (const { row, label } of taken) {
    const open = grids.find((grid) => grid.length < side ** 2 && grid.every((other) => other.label !== label));
    if (open === undefined) grids.push([{ row, label }]);
    else open.push({ row, label });
  }
  const full = grids.filter((grid) => grid.length === side ** 2).map((grid) => grid.map(({ row }) => row));
  if (full.length > 0) return full;
  throw new UsageFault({
    what: `no grid of ${side}x${side} has an image of another class in each place: of ${index.length} images ${taken.length} are classified correctly with more than ${CONFIDENT}`,
    where: '--measures',
    remedy: 'take more images with --limit',
  });
};
