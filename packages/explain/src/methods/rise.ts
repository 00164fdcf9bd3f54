import { pixelStream } from '@bcos-bench/random';
import { at, float32At, float64At, pixelsOf, type TensorShape } from '@bcos-bench/vocabulary';
import type { Attribute, AttributionMethod, AttributionSettings, LogitField } from '../attribution.js';
import { inEveryChannel } from '../channelSums.js';
import { hidden } from '../hidden.js';
import { trueGradient } from './trueGradient.js';

/** Keeps the masks of RISE apart from other random numbers of an image. */
const RISE = 0x52_49;

/** How likely a cell is kept. */
const KEPT = 0.5;

/** What is kept of each pixel of one copy of one image, in [0,1]: [rows, columns]. */
export type MaskOf = (image: number, sample: number, shape: TensorShape) => Float32Array;

/** Masks that depend on the seed, the image and the copy, and on nothing else. */
export function randomMasks({ cells, seed }: Pick<AttributionSettings, 'cells' | 'seed'>): MaskOf {
  return (image, sample, shape) => {
    const stream = pixelStream(seed, RISE, image, sample);
    const grid = Float32Array.from({ length: cells * cells }, () => (stream.uniform() < KEPT ? 1 : 0));
    const draw = (side: number): number => Math.floor(stream.uniform() * Math.ceil(side / cells));
    return smoothMask(grid, cells, shape, [draw(shape[0]), draw(shape[1])]);
  };
}

/**
 * A grid of cells, each as large as a `cells`th of the image, rounded up, made smooth between the middles of cells and moved by less than a cell.
 * @param grid [cells, cells]
 */
export function smoothMask(
  grid: Float32Array,
  cells: number,
  [rows, columns]: TensorShape,
  [down, right]: readonly [down: number, right: number],
): Float32Array {
  const along = (side: number, moved: number): Between[] => {
    // The grid is stretched over one cell more than the image has, so that it can be moved.
    const scale = cells / ((cells + 1) * Math.ceil(side / cells));
    return Array.from({ length: side }, (_, place) => between((place + moved + 0.5) * scale - 0.5, cells));
  };
  const [vertical, horizontal] = [along(rows, down), along(columns, right)];
  const mask = vertical.flatMap((y) =>
    horizontal.map((x) => {
      const across = (row: number): number =>
        (1 - x.part) * float32At(grid, row * cells + x.low) + x.part * float32At(grid, row * cells + x.high);
      return (1 - y.part) * across(y.low) + y.part * across(y.high);
    }),
  );
  return Float32Array.from(mask);
}

/** Where a place lies between two cells. */
interface Between {
  readonly low: number;
  readonly high: number;
  readonly part: number;
}

function between(place: number, cells: number): Between {
  const inside = Math.max(0, place);
  const low = Math.min(Math.floor(inside), cells - 1);
  return { low, high: Math.min(low + 1, cells - 1), part: inside - low };
}

/**
 * RISE (Petsiuk et al. 2018): the mean of random masks, each times the probability that the network gives the class where only what the mask
 * keeps is left, over the share that masks keep. It puts down a probability, not a logit, as in the article.
 */
export function randomisedSampling(
  { samples, ...choices }: Pick<AttributionSettings, 'samples' | 'cells' | 'seed'>,
  maskOf: MaskOf = randomMasks(choices),
): Attribute<LogitField> {
  return ({ index, inputs, shape, probabilityAt }) => {
    const pixels = pixelsOf(shape);
    const sums = new Float64Array(inputs.length / shape[2]);
    for (let sample = 0; sample < samples; sample += 1) {
      const masks = Array.from(index, (image) => maskOf(image, sample, shape));
      const mask = (row: number): Float32Array => at(masks, row);
      probabilityAt(hidden(inputs, shape, mask)).forEach((probability, row) => {
        mask(row).forEach((share, pixel) => {
          const place = row * pixels + pixel;
          sums[place] = float64At(sums, place) + probability * share;
        });
      });
    }
    const contribution = Float32Array.from(sums, (sum) => sum / (samples * KEPT));
    return { weights: inEveryChannel(contribution, shape[2]), contribution };
  };
}

/** RISE with masks of 7x7 cells, as in the article, and fewer of them. */
export const rise: AttributionMethod = {
  describe: 'mean of random masks, weighted by the probability of the class',
  mode: 'evaluate',
  backward: trueGradient,
  bcosOnly: false,
  settings: { samples: 500, cells: 7 },
  random: true,
  create: (settings) => randomisedSampling(settings),
};
