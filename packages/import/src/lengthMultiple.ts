import type { ParameterSpec } from '@bcos-bench/models';
import { at } from '@bcos-bench/vocabulary';
import type { Shapes } from './mismatch.js';

/**
 * What number, such as that of classes, gives a network the arrays of a file: it is read off the first array whose length grows
 * with the number.
 * @param fewer the network's arrays for some number
 * @param more its arrays for one more
 * @returns null where the file lacks that array, or no number gives it its length
 */
export function lengthMultiple(
  fewer: readonly ParameterSpec[],
  more: readonly ParameterSpec[],
  shapes: Shapes,
): number | null {
  const growing = fewer.findIndex(({ shape }, i) => shape[0] !== more[i]?.shape[0]);
  const [small, large] = [fewer[growing], more[growing]];
  if (small === undefined || large === undefined) return null;
  const found = shapes.get(small.name)?.[0];
  if (found === undefined) return null;
  const multiple = found / (at(large.shape, 0) - at(small.shape, 0));
  return Number.isInteger(multiple) && multiple >= 1 ? multiple : null;
}
