import { UsageFault } from '@bcos-bench/vocabulary';

/** The exponent b of a B-cos network, and who says so. */
export interface Exponent {
  readonly b: number;
  readonly from: 'flag' | 'file' | 'usual';
}

/**
 * The exponent of a network: the weights do not show it.
 * @param recorded what the file says of it, or null
 * @throws UsageFault where the flag says otherwise than the file
 */
export function chooseExponent(flag: number | undefined, recorded: number | null, usual: number): Exponent {
  if (flag !== undefined && recorded !== null && flag !== recorded) {
    const what = `${flag} is not the exponent that the file records, ${recorded}`;
    throw new UsageFault({ what, where: '--b', remedy: 'leave this flag out' });
  }
  if (flag !== undefined) return { b: flag, from: 'flag' };
  return recorded === null ? { b: usual, from: 'usual' } : { b: recorded, from: 'file' };
}
