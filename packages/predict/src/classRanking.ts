/** The classes by falling logit; of equal logits the lower class comes first. */
export function classRanking(logits: ArrayLike<number>): number[] {
  return Array.from(logits, (logit, k) => ({ logit, k }))
    .sort((a, b) => b.logit - a.logit || a.k - b.k)
    .map(({ k }) => k);
}
