import type { Proportion } from '@bcos-bench/vocabulary';

/** Decimals that the article prints. */
const DECIMALS = 2;

/** The mark of an article's value that is outside our interval. */
const OUTSIDE_MARK = '*';

/** The note below a table with values of the article. */
export const ARTICLE_NOTE = `In brackets: the article’s own values, marked ${OUTSIDE_MARK} if outside our 95% interval.`;

/** An article's percentage as a share in [0,1], without the rounding errors of a division. */
export function articleShare(percent: number): number {
  return Number((percent / 100).toFixed(DECIMALS + 4));
}

/** What was printed may have been more or less by this. */
const ROUNDED_OFF = 0.5 * 10 ** -DECIMALS;

/**
 * Whether an article's percentage is outside the 95% interval of our share, however it was rounded; null where we have measured nothing.
 * Of no image of 1,000 the interval begins at 2e-19, and an article's 0 is not outside it.
 */
export function isOutside(percent: number, ours: Proportion | null): boolean | null {
  if (ours === null || ours.total === 0) return null;
  return percent + ROUNDED_OFF < 100 * ours.low || percent - ROUNDED_OFF > 100 * ours.high;
}

/** An article's percentage, such as `53.49` or, outside our interval, `53.49*`; an em dash where it has none. */
export function articleText(percent: number | null, ours: Proportion | null): string {
  if (percent === null) return '—';
  return percent.toFixed(DECIMALS) + (isOutside(percent, ours) === true ? OUTSIDE_MARK : '');
}
