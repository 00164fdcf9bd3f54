import type { AttackNorm } from '@bcos-bench/vocabulary';

/** How a norm is written in running text. */
export const NORM_SYMBOL: Readonly<Record<AttackNorm, string>> = { linf: 'ℓ∞', l2: 'ℓ2', l1: 'ℓ1' };
