import { ridgeRegression } from '@bcos-bench/explain';
import { at, float64At } from '@bcos-bench/vocabulary';
import type { BeforeAndAfter } from './areaUnderCurve.js';

/** Parts of the images: what a part is scored by is fitted on the others. */
const FOLDS = 5;
/** Of squares of the coefficients, in units of one image's square. */
const PENALTY = 1;

/** The numbers of an image before and after an attack, as many of each image. */
export interface ImageNumbers {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * The scores of a linear detector of several numbers: those that tell attacked images (1) from clean ones (0) by ridge regression, each number in units of its
 * standard deviation. The images are in five parts by their order, and those of a part are scored by what the others say.
 * @param images at least two
 */
export function linearDetector(images: readonly ImageNumbers[]): BeforeAndAfter {
  const folds = Math.min(FOLDS, images.length);
  const detectors = Array.from({ length: folds }, (_, fold) =>
    fitted(images.filter((__, row) => row % folds !== fold)),
  );
  const scores = images.map(({ before, after }, row) => {
    const score = at(detectors, row % folds);
    return [score(before), score(after)] as const;
  });
  return { before: scores.map(([score]) => score), after: scores.map(([, score]) => score) };
}

function fitted(images: readonly ImageNumbers[]): (numbers: readonly number[]) => number {
  const rows = images.flatMap(({ before, after }) => [before, after]);
  const scales = at(rows, 0).map((_, feature) => scaleOf(rows.map((row) => at(row, feature))));
  const scaled = (row: readonly number[]): number[] =>
    row.map((value, feature) => {
      const { mean, deviation } = at(scales, feature);
      return (value - mean) / deviation;
    });
  const coefficients = ridgeRegression(
    rows.map((row, place) => ({ features: scaled(row), target: place % 2, weight: 1 })),
    PENALTY,
  );
  return (numbers) =>
    scaled(numbers).reduce((sum, value, feature) => sum + value * float64At(coefficients, feature), 0);
}

function scaleOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: variance > 0 ? Math.sqrt(variance) : 1 };
}
