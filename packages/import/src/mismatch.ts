import type { ParameterSpec } from '@bcos-bench/models';
import { shortList } from './shortList.js';

/** The shapes of a file's arrays by name. */
export type Shapes = ReadonlyMap<string, readonly number[]>;

/** How a file's arrays differ from those of a network. */
export interface Mismatch {
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
  /** Arrays that both have: NAME is [SHAPE], not [SHAPE]. */
  readonly misshapen: readonly string[];
}

/** Compares a file's arrays with what a network needs. */
export function mismatchOf(parameters: readonly ParameterSpec[], shapes: Shapes): Mismatch {
  const known = new Set(parameters.map(({ name }) => name));
  const misshapen = parameters.flatMap(({ name, shape }) => {
    const found = shapes.get(name);
    return found === undefined || found.join() === shape.join()
      ? []
      : [`${name} is [${found.join(', ')}], not [${shape.join(', ')}]`];
  });
  return {
    missing: parameters.map(({ name }) => name).filter((name) => !shapes.has(name)),
    unexpected: [...shapes.keys()].filter((name) => !known.has(name)),
    misshapen,
  };
}

/** How many arrays are wrong; 0 where the file is of the network. */
export function sizeOfMismatch({ missing, unexpected, misshapen }: Mismatch): number {
  return missing.length + unexpected.length + misshapen.length;
}

/** The arrays that are wrong, grouped and counted, on one line; of many, the first are named. */
export function describeMismatch({ missing, unexpected, misshapen }: Mismatch): string {
  const groups = { missing, unexpected, misshapen };
  return Object.entries(groups)
    .filter(([, names]) => names.length > 0)
    .map(([group, names]) => `${names.length} ${group} (${shortList(names)})`)
    .join('; ');
}
