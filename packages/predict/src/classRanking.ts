/** The classes by falling logit; of equal logits the lower class comes first. */
export function classRanking(logits: ArrayLike<number>): number[] {
  const logit = (k: number): number => logits[k] ?? Number.NEGATIVE_INFINITY;
  return Array.from({ length: logits.length }, (_, k) => k).sort((a, b) => logit(b) - logit(a) || a - b);
}
