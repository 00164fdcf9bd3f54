import { UsageFault } from '@bcos-bench/stage/fault';

/**
 * Reads the value of a flag that is a whole number of at least `least`.
 * @returns a function for yargs' `coerce`, which throws UsageFault for any other value
 */
export function wholeNumberFlag(flag: string, least: number): (value: unknown) => number {
  return (value) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
    // yargs passes on the message alone, to which the command adds where to look.
    throw new UsageFault({ what: `'${String(value)}' is no whole number of ${least} or more`, where: flag });
  };
}
