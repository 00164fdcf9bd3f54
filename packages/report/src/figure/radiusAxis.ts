import type { AttackNorm } from '@bcos-bench/vocabulary';
import { NORM_SYMBOL } from '../results/normSymbol.js';

/** How lengths in a norm stand on an axis: the maximum norm in 255ths, as people name its radii. */
interface RadiusAxis {
  /** A length in units of [0,1] times this is the length on the axis. */
  readonly scale: number;
  readonly unit: string;
  /** What stands after a number on it. */
  readonly suffix: string;
}

const AXES: Readonly<Record<AttackNorm, RadiusAxis>> = {
  linf: { scale: 255, unit: ', in 1/255', suffix: '/255' },
  l2: { scale: 1, unit: '', suffix: '' },
};

/** A length of `norm` in units of [0,1] as its axis has it. */
export function onAxis(norm: AttackNorm, length: number): number {
  return length * AXES[norm].scale;
}

/** What stands at the axis of `what` in `norm`, such as `ℓ∞ radius, in 1/255`. */
export function axisTitle(norm: AttackNorm, what: string): string {
  return `${NORM_SYMBOL[norm]} ${what}${AXES[norm].unit}`;
}

/** A length on the axis in words, such as `7.6/255`. */
export function lengthText(norm: AttackNorm, length: number): string {
  return `${Number(length.toPrecision(3))}${AXES[norm].suffix}`;
}
