import { joinedFloats } from '@bcos-bench/formats';

/**
 * What `compute` gives for parts of some numbers, joined.
 * @param size numbers of a part, which the last one may fall short of
 */
export function inBatches(
  values: Float32Array,
  size: number,
  compute: (part: Float32Array) => Float32Array,
): Float32Array {
  const parts: Float32Array[] = [];
  for (let from = 0; from < values.length; from += size) parts.push(compute(values.subarray(from, from + size)));
  return joinedFloats(parts);
}
