import { at } from './at.js';

/**
 * The quantile of sorted numbers, interpolated linearly between the two that it lies between, as NumPy's `quantile` does it.
 * @param sorted at least one, the smallest first
 * @param share in [0,1]
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const position = share * (sorted.length - 1);
  const below = at(sorted, Math.floor(position));
  const above = at(sorted, Math.ceil(position));
  return below + (above - below) * (position - Math.floor(position));
}
