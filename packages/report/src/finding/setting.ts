import { findsSmallestRadii } from '@bcos-bench/pipeline';
import { parseEpsilon, type AttackNorm, type Threat } from '@bcos-bench/vocabulary';
import type { AttackOutcome, AttackResult } from '../results/attackResult.js';
import { NORM_SYMBOL } from '../results/normSymbol.js';
import type { PipelineResults } from '../results/pipelineResults.js';

/** An attack that has run. */
export type RunAttack = AttackResult & { readonly outcome: AttackOutcome };

/** A norm, threat and radius with all attacks that ran there. */
export interface Setting {
  readonly norm: AttackNorm;
  readonly threat: Threat;
  readonly eps: string;
  readonly attacks: readonly RunAttack[];
}

/**
 * The setting that says most: that of most networks, then of most attacks, then the first of the pipeline. An attack that looks for
 * the smallest radius has none of its own. Null where no attack has run.
 */
export function mainSetting(results: PipelineResults): Setting | null {
  const settings = new Map<string, Setting>();
  for (const attack of results.attacks.values()) {
    const { cell, outcome } = attack;
    if (outcome === null || outcome.robust.total === 0 || findsSmallestRadii(cell)) continue;
    const { norm, threat, eps } = cell;
    const key = settingKey(cell);
    const known = settings.get(key) ?? { norm, threat, eps, attacks: [] };
    settings.set(key, { ...known, attacks: [...known.attacks, { ...attack, outcome }] });
  }
  const [first = null, ...others] = settings.values();
  return others.reduce((best, setting) => (best === null || saysMore(setting, best) ? setting : best), first);
}

function saysMore(a: Setting, b: Setting): boolean {
  const networks = ({ attacks }: Setting): number => new Set(attacks.map(({ network }) => network)).size;
  return networks(a) > networks(b) || (networks(a) === networks(b) && a.attacks.length > b.attacks.length);
}

/** What tells a setting from others, however its radius is written. */
export function settingKey({ norm, threat, eps }: Omit<Setting, 'attacks'>): string {
  return [norm, threat, parseEpsilon(eps, 'eps')].join(' ');
}

/** A setting in words, such as `ℓ∞ 8/255 on pixels`. */
export function settingWords({ norm, threat, eps }: Omit<Setting, 'attacks'>): string {
  return `${NORM_SYMBOL[norm]} ${eps}${threat === 'pixel' ? ' on pixels' : ''}`;
}
