import { averageRanks } from './averageRanks.js';
import { cosine } from './cosine.js';

/**
 * Spearman's rank correlation of two maps: 1 where their pixels stand in the same order, whatever the values, -1 in the
 * opposite one. Equal values share the average of their ranks.
 * @param a finite numbers
 * @param b as many finite numbers
 * @returns a number in [-1,1]; null where a map has one value everywhere
 */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number | null {
  return cosine(centredRanks(a), centredRanks(b));
}

/** Ranks less their mean, which ties do not move: exact in half ones, so that equal values give exact zeros. */
function centredRanks(values: ArrayLike<number>): Float64Array {
  return averageRanks(values).map((rank) => rank - (values.length + 1) / 2);
}
