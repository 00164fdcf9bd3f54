import { UsageFault } from '../fault.js';

/** Checks that a flag's value is a whole number of at least `least`. @throws UsageFault where it is not */
export function requireWhole(flag: string, value: number, least: number): void {
  if (!(Number.isInteger(value) && value >= least)) {
    throw new UsageFault({ what: `${value} is no whole number of at least ${least}`, where: flag });
  }
}
