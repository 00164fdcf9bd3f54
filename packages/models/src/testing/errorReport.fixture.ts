import { afterAll } from 'vitest';
import type { Mode } from '../layer.js';

/** The largest error of each array of a case. */
export type Errors = Readonly<Record<string, number>>;

/** Errors under names that tell explanation mode from the others. */
export function inMode(mode: Mode, errors: object): Errors {
  const prefix = mode === 'explain' ? 'explanation ' : '';
  return Object.fromEntries(Object.entries(errors).map(([array, error]) => [`${prefix}${array}`, Number(error)]));
}

/**
 * Collects the largest errors of a spec file's families of cases, over both backends, and prints them in the end where
 * PARITY_REPORT is set.
 */
export function errorReport(): (family: string, errors: Errors) => void {
  const worst = new Map<string, Map<string, number>>();
  afterAll(() => {
    if (process.env['PARITY_REPORT'] === undefined) return;
    const rows = [...worst].map(([family, row]) => [
      family,
      Object.fromEntries([...row].map(([array, error]) => [array, error.toExponential(1)])),
    ]);
    console.table(Object.fromEntries(rows));
  });
  return (family, errors) => {
    const row = worst.get(family) ?? new Map<string, number>();
    worst.set(family, row);
    for (const [array, error] of Object.entries(errors)) row.set(array, Math.max(row.get(array) ?? 0, error));
  };
}
