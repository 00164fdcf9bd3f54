import { UsageFault } from '../fault.js';

/** A flag's value, when it is a whole number of at least `least`. @throws UsageFault when it is not */
export function requireWhole(flag: string, value: unknown, least: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageFault({ what: `'${String(value)}' is no whole number of ${least} or more`, where: flag });
}
