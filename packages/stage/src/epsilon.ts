import { UsageFault } from './fault.js';

/** The radius of an attack in units of the picture's own range: pictures are in [0,1], so 8/255 is 0.0314, not 8. */
export type Epsilon = number & { readonly __unit: 'of [0,1]' };

/**
 * Reads a radius as people write it: `8/255` or `0.5`.
 * @param where the flag or key it came from, for the error
 * @throws UsageFault unless it is a finite number above 0
 */
export function parseEpsilon(text: string | number, where = '--eps'): Epsilon {
  const parts = /^\s*(\d+(?:\.\d*)?|\.\d+)\s*(?:\/\s*(\d+(?:\.\d*)?|\.\d+)\s*)?$/.exec(String(text));
  const value = parts === null ? NaN : Number(parts[1]) / Number(parts[2] ?? 1);
  if (!(value > 0 && Number.isFinite(value))) {
    throw new UsageFault({
      what: `'${text}' is no radius`,
      where,
      remedy: 'write a number above 0 such as 8/255 or 0.5',
    });
  }
  return value as Epsilon;
}
