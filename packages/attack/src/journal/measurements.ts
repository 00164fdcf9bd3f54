import type { z } from 'zod';
import { hashOf } from '@bcos-bench/formats';
import { wholeRows, writePart } from './checkedPart.js';
import { claimFolder } from './claimedFolder.js';

/**
 * Takes a measurement, unless it was taken before the process was killed.
 * @param what tells it from all others of its folder
 * @param schema what was taken before is read with
 */
export type Measured = <Value>(what: object, schema: z.ZodType<Value>, measure: () => Value) => Value;

/** Takes all measurements, and keeps none. */
export const measuredNow: Measured = (_what, _schema, measure) => measure();

/**
 * Keeps measurements in `folder`, each when it is taken. Those of another `key` are thrown away, and one that is not as it was written is
 * taken again.
 * @param key what they depend on
 */
export function keptMeasurements(folder: string, key: string): Measured {
  claimFolder(folder, key);
  return (what, schema, measure) => {
    const name = hashOf(what);
    const [before] = wholeRows(folder, name, schema) ?? [];
    if (before !== undefined) return before;
    const value = measure();
    writePart(folder, name, [value]);
    return value;
  };
}
