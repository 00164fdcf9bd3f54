import type { AttackNorm } from '@bcos-bench/vocabulary';
import { NORM_SYMBOL } from '../results/normSymbol.js';

/** How lengths in a norm are written on an axis: for l-inf in 255ths, as its radii are usually named. */
interface RadiusAxis {
  /** A length in units of [0,1] times this is the length on the axis. */
  readonly scale: number;
  readonly unit: string;
  /** The text after a number on it. */
  readonly suffix: string;
}

const AXES: Readonly<Record<AttackNorm, RadiusAxis>> = {
  linf: { scale: 255, unit: ', in 1/255', suffix: '/255' },
  l2: { scale: 1, unit: '', suffix: '' },
  l1: { scale: 1, unit: '', suffix: '' },
};

/** A length of `norm` in units of [0,1], in units of its axis. */
export function onAxis(norm: AttackNorm, length: number): number {
  return length * AXES[norm].scale;
}

/** The title of the axis of `what` in `norm`, such as `ℓ∞ radius, in 1/255`. */
export function axisTitle(norm: AttackNorm, what: string): string {
  return `${NORM_SYMBOL[norm]} ${what}${AXES[norm].unit}`;
}

/** A length on the axis in words, such as `7.6/255`. */
export function lengthText(norm: AttackNorm, length: number): string {
  return `${Number(length.toPrecision(3))}${AXES[norm].suffix}`;
}
