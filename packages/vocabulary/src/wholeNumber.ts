import { UsageFault } from './fault.js';

/** The largest count: what the columns of our files hold. */
const MOST = 2 ** 31 - 1;

/** A flag's value, when it is a whole number of at least `least` and at most 2147483647. @throws UsageFault when it is not */
export function requireWhole(flag: string, value: unknown, least: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= MOST) return value;
  const range =
    typeof value === 'number' && Number.isFinite(value) && value > MOST
      ? `from ${least} to ${MOST}`
      : `of ${least} or more`;
  throw new UsageFault({ what: `'${String(value)}' is not a whole number ${range}`, where: flag });
}
