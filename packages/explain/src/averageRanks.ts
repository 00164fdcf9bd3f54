import { at, float64At } from '@bcos-bench/vocabulary';

/**
 * The rank of each value among all, from 1 for the smallest; equal values have the average of the ranks that they share.
 * @param values finite numbers
 */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const numbers = Float64Array.from(values);
  const valueAt = (place: number): number => float64At(numbers, place);
  const order = Uint32Array.from({ length: values.length }, (_, place) => place).sort(
    (a, b) => valueAt(a) - valueAt(b),
  );
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    const value = valueAt(at(order, from));
    let to = from + 1;
    while (to < order.length && valueAt(at(order, to)) === value) to += 1;
    const shared = (from + 1 + to) / 2;
    for (const place of order.subarray(from, to)) ranks[place] = shared;
    from = to;
  }
  return ranks;
}
