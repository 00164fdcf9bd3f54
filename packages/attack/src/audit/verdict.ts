import type { Audit, AuditCondition } from '@bcos-bench/formats';

/** The fewest images classified correctly from which anything follows: with fewer no difference can be told from chance. */
const FEWEST = 5;

/** The verdict on a network: the first rule that is raised, and the names of the others. */
export function verdictOf(rules: readonly AuditCondition[], correct: number): Audit['verdict'] {
  const [first, ...others] = rules.filter(({ raised }) => raised);
  if (first !== undefined) {
    const more = others.length === 0 ? '' : `; also ${others.map(({ name }) => name).join(', ')}`;
    return { outcome: 'masked', words: `masked: ${first.observed} (rule: ${first.name}${more})`, rule: first.name };
  }
  if (correct < FEWEST) {
    const words = `too few images: ${correct} are classified correctly, and ${FEWEST} are needed`;
    return { outcome: 'too few images', words, rule: null };
  }
  return { outcome: 'no sign of masking', words: 'no sign of masking', rule: null };
}
