import { chosenLogits, hidden } from '@bcos-bench/explain';
import { pixelStream } from '@bcos-bench/random';
import { at, float32At, pixelsOf } from '@bcos-bench/vocabulary';
import { correlation } from '../correlation.js';
import { PIXEL_SETS } from '../randomPurposes.js';
import { maskOf } from '../removal.js';
import { rowsOf } from '../rowsOf.js';
import type { Measure } from '../subject.js';

/** Sets of pixels of each image. */
const SETS = 50;
/** The share of pixels in each. */
const SHARE = 1 / 8;

/** The pixels of one set of one image. */
export type PixelSet = (image: number, set: number, pixels: number) => Uint32Array;

/** Sets that depend on the seed, the image and their number. */
function randomPixels(seed: number): PixelSet {
  return (image, set, pixels) => {
    const stream = pixelStream(seed, PIXEL_SETS, image, set);
    const order = Uint32Array.from({ length: pixels }, (_, pixel) => pixel);
    const size = Math.round(SHARE * pixels);
    for (let place = 0; place < size; place += 1) {
      const other = place + Math.floor(stream.uniform() * (pixels - place));
      const chosen = at(order, other);
      order[other] = at(order, place);
      order[place] = chosen;
    }
    return order.slice(0, size);
  };
}

/**
 * Faithfulness correlation (Bhatt et al. 2020): Pearson's correlation of the sum of the map over a set of pixels with the fall of the logit
 * where these are zeros, over random sets; null where either is the same for all.
 */
export function correlatedFaithfulness(setsOf: (seed: number) => PixelSet = randomPixels): Measure {
  return ({ network, index, inputs, logits, predicted, maps, seed }) => {
    const pixels = pixelsOf(network.shape);
    const setOf = setsOf(seed);
    const whole = chosenLogits(logits, predicted);
    const rows = rowsOf(maps, index.length);
    const drawn = Array.from({ length: SETS }, (_, number) => {
      const sets = Array.from(index, (image) => setOf(image, number, pixels));
      const masks = sets.map((set) => maskOf(set, pixels, 'hidden'));
      const without = chosenLogits(network.logits(hidden(inputs, network.shape, (row) => at(masks, row))), predicted);
      return sets.map((set, row) => ({
        sum: set.reduce((sum, pixel) => sum + float32At(at(rows, row), pixel), 0),
        fall: float32At(whole, row) - float32At(without, row),
      }));
    });
    const values = rows.map((_map, row) => {
      const pairs = drawn.map((sets) => at(sets, row));
      return correlation(
        pairs.map(({ sum }) => sum),
        pairs.map(({ fall }) => fall),
      );
    });
    return { values };
  };
}

/** With random sets of an eighth of the pixels. */
export const faithfulnessCorrelation = correlatedFaithfulness();
