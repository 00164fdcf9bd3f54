import { proportion } from '@bcos-bench/vocabulary';
import type { AttackSummary, SanityFlag } from '@bcos-bench/formats';
import type { AttackPlan } from '../plan/attackPlan.js';
import type { Counts } from '../checks/counts.js';

/** What a summary names besides the plan. */
export interface AttackNames {
  readonly network: string;
  readonly dataset: string;
  readonly split: string;
  /** The radius as it was given. */
  readonly epsText: string;
}

/** The summary of an attack that is over. */
export function attackSummary(
  { attack, target, rescale, round, ...plan }: AttackPlan,
  { epsText, ...names }: AttackNames,
  counts: Counts,
  { flags, kept, tolerance }: { readonly flags: SanityFlag[]; readonly kept: number; readonly tolerance: number },
): AttackSummary {
  const { images } = counts;
  const detail = `all ${images} images`;
  return {
    ...names,
    images,
    attack: { kind: attack, epsText, target, ...plan, ...(rescale ? { rescale } : {}), ...(round ? { round } : {}) },
    cleanAccuracy: proportion(counts.clean, images),
    robustAccuracy: proportion(counts.robust, images),
    ...(round ? { roundedAccuracy: proportion(counts.rounded, images) } : {}),
    targetReached: target === null ? null : proportion(counts.successes, images),
    // An image that fails one of these ends the run, so a summary is written only where all have passed.
    checks: [
      { name: 'finite and within [0,1]', passed: true, detail },
      { name: `within eps + ${tolerance}`, passed: true, detail },
      { name: 'prediction recomputed from the final image', passed: true, detail },
    ],
    flags,
    kept,
  };
}
