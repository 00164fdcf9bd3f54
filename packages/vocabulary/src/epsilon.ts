import { UsageFault } from './fault.js';
import type { AttackNorm } from './attackNorm.js';
import { writtenNumber } from './writtenNumber.js';

/** The radius of an attack in units of the image's own range: images are in [0,1], so 8/255 is 0.0314, not 8. */
export type Epsilon = number & { readonly __unit: 'of [0,1]' };

/**
 * Reads a radius as people write it: `8/255`, `0.5` or `1e-3`.
 * @param where the flag or key it came from, for the error
 * @throws UsageFault unless it is a finite number above 0
 */
export function parseEpsilon(text: string | number, where = '--eps'): Epsilon {
  return parseLength(text, 'radius', where) as Epsilon;
}

/**
 * Reads the step size of an attack, written as a radius is, in units of [0,1].
 * @throws UsageFault unless it is a finite number above 0
 */
export function parseStepSize(text: string | number, where = '--step-size'): number {
  return parseLength(text, 'step size', where);
}

function parseLength(text: string | number, kind: string, where: string): number {
  const value = writtenNumber(text);
  if (value > 0) return value;
  const remedy = 'write a number above 0 such as 8/255, 0.5 or 1e-3';
  throw new UsageFault({ what: `'${text}' is not a ${kind}`, where, remedy });
}

/**
 * The most that two images can differ, in units of [0,1].
 * @param numbers how many numbers an attacked image holds: its pixels times the channels that move
 */
export function imageDiameter(norm: AttackNorm, numbers: number): number {
  return { linf: 1, l2: Math.sqrt(numbers), l1: numbers }[norm];
}

/** The flag that lets a radius pass that is larger than any two images are apart. */
export const ALLOW_LARGE_EPS = 'allow-large-eps';

/** Whether a radius may be larger than any two images are apart, and what the user gives to say so. */
export interface LargeRadius {
  readonly allowed: boolean;
  readonly by: string;
}

/**
 * A radius that is larger than any two images are apart is a slip, mostly 8 for 8/255.
 * @param text as it was written
 * @param numbers how many numbers an attacked image holds
 * @param large whether it may be so large, where there is a way to say so
 * @throws UsageFault
 */
export function requireWithinDiameter(
  norm: AttackNorm,
  text: string,
  numbers: number,
  where = '--eps',
  large: LargeRadius | null = null,
): Epsilon {
  const eps = parseEpsilon(text, where);
  const most = imageDiameter(norm, numbers);
  if (eps <= most || large?.allowed === true) return eps;
  const what = `${norm} ${text} is more than two images can differ: at most ${Number(most.toPrecision(4))}`;
  const meant = text.includes('/') || eps > 255 ? '' : `: did you mean ${text}/255?`;
  const otherwise = large === null ? '' : `${meant === '' ? ';' : ''} ${large.by} takes it as it is`;
  throw new UsageFault({ what, where, remedy: `images are in [0,1]${meant}${otherwise}` });
}
