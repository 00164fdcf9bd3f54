import type { Proportion } from '@bcos-bench/vocabulary';
import { count } from './count.js';

/** The text if nothing was measured: never a zero. */
export const ABSENT = '—';

const IMAGES_FOR_TWO_DECIMALS = 1000;

/** Decimals that a percentage of `total` images deserves: two above a thousand images, as in the article, else one. */
export function percentageDecimals(total: number): 1 | 2 {
  return total > IMAGES_FOR_TWO_DECIMALS ? 2 : 1;
}

/** A share in per cent, such as `53.5`; an em dash where there is none. */
export function percentage(share: Proportion | null, decimals: number): string {
  return share === null || share.total === 0 ? ABSENT : (100 * share.value).toFixed(decimals);
}

/** A share in words, such as `107 of 200 images, 95% interval 46.6 to 60.3`; what is missing is said. */
export function describeShare(share: Proportion | null): string {
  if (share === null || share.total === 0) return 'not measured';
  const interval = intervalText(share, percentageDecimals(share.total));
  return `${count(share.correct)} of ${count(share.total)} images, 95% interval ${interval}`;
}

/** The 95% interval of a share in per cent, such as `46.6 to 60.3`. */
export function intervalText({ low, high }: Proportion, decimals: number): string {
  return [low, high].map((bound) => (100 * bound).toFixed(decimals)).join(' to ');
}
