/**
 * The exact sign test, one-sided: how likely it is that at least `more` of `more + fewer` images differ in one direction if both are
 * equally likely.
 */
export function signTest(more: number, fewer: number): number {
  const total = more + fewer;
  let [term, sum] = [0.5 ** total, 0];
  for (let k = 0; k <= fewer; k += 1) {
    sum += term;
    term *= (total - k) / (k + 1);
  }
  return sum;
}
