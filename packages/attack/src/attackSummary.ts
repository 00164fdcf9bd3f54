import { proportion } from '@bcos-bench/vocabulary';
import type { AttackSummary, SanityFlag } from '@bcos-bench/formats';
import type { AttackPlan } from './attackPlan.js';
import type { Tally } from './evidence.js';
import { RADIUS_TOLERANCE } from './verification.js';

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
  { attack, target, ...plan }: AttackPlan,
  { epsText, ...names }: AttackNames,
  tally: Tally,
  { flags, kept }: { readonly flags: SanityFlag[]; readonly kept: number },
): AttackSummary {
  const { pictures } = tally;
  const detail = `all ${pictures} pictures`;
  return {
    ...names,
    pictures,
    attack: { kind: attack, epsText, target, ...plan },
    cleanAccuracy: proportion(tally.clean, pictures),
    robustAccuracy: proportion(tally.robust, pictures),
    targetReached: target === null ? null : proportion(tally.successes, pictures),
    // A picture that fails one of these ends the run, so a summary is written only where all have passed.
    checks: [
      { name: 'finite and within [0,1]', passed: true, detail },
      { name: `within eps + ${RADIUS_TOLERANCE}`, passed: true, detail },
      { name: 'prediction recomputed from the final picture', passed: true, detail },
    ],
    flags,
    kept,
  };
}
