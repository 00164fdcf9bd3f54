import { pixelStream } from '@bcos-bench/random';
import { at, float32At, numbersOf, pixelsOf, type TensorShape } from '@bcos-bench/vocabulary';
import type { Attribute, AttributionMethod, AttributionSettings, LogitField } from '../attribution.js';
import { inEveryChannel } from '../channelSums.js';
import { cosine } from '../cosine.js';
import { hidden } from '../hidden.js';
import { ridgeRegression } from '../ridgeRegression.js';
import { trueGradient } from './trueGradient.js';

/** Keeps the samples of LIME apart from other random numbers of an image. */
const LIME = 0x4c_49;

/** Which cells of a grid one copy of one image keeps: 0 or 1 each, row by row. */
export type KeptCells = (image: number, sample: number) => Float32Array;

/** Each cell is kept or not with the same probability, by the seed, the image and the copy alone. */
function randomCells({ cells, seed }: Pick<AttributionSettings, 'cells' | 'seed'>): KeptCells {
  return (image, sample) => {
    const stream = pixelStream(seed, LIME, image, sample);
    return Float32Array.from({ length: cells * cells }, () => (stream.uniform() < 0.5 ? 1 : 0));
  };
}

/**
 * LIME (Ribeiro et al. 2016) as in Captum, with a grid of cells for superpixels: the coefficients of a ridge regression of the logit on
 * which cells are kept; the others are zeros. A copy weighs exp(-d²/2), d being 1 less its cosine with the image. A pixel has the
 * coefficient of its cell.
 */
export function localSurrogate(
  { samples, cells, seed }: Pick<AttributionSettings, 'samples' | 'cells' | 'seed'>,
  keptCells: KeptCells = randomCells({ cells, seed }),
): Attribute<LogitField> {
  return ({ index, inputs, shape, logitAt }) => {
    const size = numbersOf(shape);
    const cellOf = cellsOf(shape, cells);
    const sampled = Array.from({ length: samples }, (_, sample) => {
      const kept = Array.from(index, (image) => keptCells(image, sample));
      const points = hidden(inputs, shape, (row) => cellOf.map((cell) => at(at(kept, row), cell)));
      const similarity = Array.from(index, (_image, row) => {
        const part = (values: Float32Array): Float32Array => values.subarray(row * size, (row + 1) * size);
        const distance = 1 - (cosine(part(inputs), part(points)) ?? 0);
        return Math.exp(-(distance ** 2) / 2);
      });
      return { kept, similarity, logits: logitAt(points) };
    });
    const contribution = new Float32Array(index.length * pixelsOf(shape));
    for (const row of index.keys()) {
      const coefficients = ridgeRegression(
        sampled.map(({ kept, similarity, logits }) => ({
          features: at(kept, row),
          target: float32At(logits, row),
          weight: at(similarity, row),
        })),
        1,
      );
      contribution.set(
        cellOf.map((cell) => at(coefficients, cell)),
        row * pixelsOf(shape),
      );
    }
    return { weights: inEveryChannel(contribution, shape[2]), contribution };
  };
}

/** The cell of each pixel, in a grid of `cells` rows and columns that are as even as they can be. */
function cellsOf([rows, columns]: TensorShape, cells: number): Float32Array {
  const along = (place: number, side: number): number => Math.floor((place * cells) / side);
  return Float32Array.from({ length: rows * columns }, (_, pixel) => {
    const [row, column] = [Math.floor(pixel / columns), pixel % columns];
    return along(row, rows) * cells + along(column, columns);
  });
}

/** LIME on a grid of 8x8 cells. */
export const lime: AttributionMethod = {
  describe: 'linear model of the logit, fitted to copies of which cells are hidden',
  mode: 'evaluate',
  backward: trueGradient,
  bcosOnly: false,
  settings: { samples: 200, cells: 8 },
  random: true,
  create: (settings) => localSurrogate(settings),
};
