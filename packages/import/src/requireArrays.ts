import { Fault } from '@bcos-bench/vocabulary';
import type { PickleValue } from '@bcos-bench/torch-file';
import type { ArrayDict } from './stateDict.js';
import { oddArray } from './oddArray.js';
import { nameWithin, type Unwrapped } from './unwrap.js';

/**
 * Checks that the network's arrays are tensors.
 * @throws Fault that says what the first one that is none is, such as quantised, and how many are
 */
export function requireArrays({ arrays, others }: ArrayDict, { layouts }: Unwrapped, where: string): void {
  const odd = [...others].flatMap(([name, value]) => {
    const kind = oddArray(value);
    return kind === null || nameWithin(layouts, name) === null ? [] : [{ name, ...kind }];
  });
  const [first] = odd;
  if (first === undefined) return;
  const count = odd.filter(({ what }) => what === first.what).length;
  const what = `${count} of its ${arrays.size + odd.length} arrays (${first.name}${count > 1 ? ', …' : ''}) are ${first.what}`;
  throw new Fault({ what, where, remedy: first.remedy });
}

/** Of arrays that a network lacks: those that the file has as something else than a tensor. */
export function namedOtherwise(
  missing: readonly string[],
  { others }: ArrayDict,
  { layouts }: Unwrapped,
): { name: string; value: PickleValue }[] {
  const within = new Map([...others].map(([name, value]) => [nameWithin(layouts, name), value]));
  return missing.flatMap((name) => {
    const value = within.get(name);
    return value === undefined ? [] : [{ name, value }];
  });
}
