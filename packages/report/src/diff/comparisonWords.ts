import type { Proportion } from '@bcos-bench/vocabulary';
import { probabilityText } from '@bcos-bench/vocabulary';
import { ABSENT, percentage, percentageDecimals } from '../percentage.js';
import type { TextTable } from '../table/textTable.js';
import type { AttackFlag, ComparedCell, Comparison, Outcome } from './compareResults.js';

/** How a cell compares, in words. */
export const OUTCOME_WORDS = {
  equal: 'equal',
  within: 'within chance',
  beyond: 'differs',
  'only-a': 'only in A',
  'only-b': 'only in B',
} as const satisfies Record<Outcome, string>;

/** What the columns of a comparison are. */
export const COMPARISON_NOTE =
  'Top-1 accuracy in %. Only A / only B: the images that one report alone has right, and p of the exact two-sided test of McNemar; a cell ' +
  'differs where p is below 0.05. Where the reports do not hold the rows of the same images, it differs where the 95% interval of the ' +
  'difference (Newcombe’s) does not contain 0.';

/** A comparison in words, for any format. */
export interface ComparisonWords {
  /** Everything in a sentence. */
  readonly summary: string;
  /** What makes the comparison unfair; null if nothing does. */
  readonly warning: string | null;
  /** The cells that are not equal; null where all are. */
  readonly table: TextTable | null;
  readonly flagsAppeared: readonly string[];
  readonly flagsGone: readonly string[];
}

/** Says in words how report B compares with report A. */
export function comparisonWords({ cells, flagsAppeared, flagsGone, sameData }: Comparison): ComparisonWords {
  const changed = cells.filter(({ outcome }) => outcome !== 'equal');
  return {
    summary: summary(cells),
    warning: sameData ? null : 'The reports are over different data: equal cells may be over different images.',
    table: changed.length === 0 ? null : changedTable(changed),
    flagsAppeared: flagsAppeared.map(flagWords),
    flagsGone: flagsGone.map(flagWords),
  };
}

function summary(cells: readonly ComparedCell[]): string {
  const count = (...outcomes: Outcome[]): number => cells.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const one = (outcome: Outcome): string => {
    const found = count(outcome);
    return found === 0 ? '' : `; ${found} ${OUTCOME_WORDS[outcome]}`;
  };
  const common = count('equal', 'within', 'beyond');
  const moved = count('within', 'beyond');
  const beyond = count('beyond');
  return `${moved} of ${common} cells are not equal, ${beyond} of them ${beyond === 1 ? 'differs' : 'differ'}${one('only-a')}${one('only-b')}.`;
}

function changedTable(cells: readonly ComparedCell[]): TextTable {
  return {
    title: 'Cells that are not equal',
    heads: ['network', 'accuracy', 'A', 'B', 'B − A', '95% interval', 'only A / only B', 'p', 'outcome'],
    rows: cells.map(({ title, description, a, b, difference, paired, outcome }) => [
      title,
      description,
      share(a),
      share(b),
      difference === null ? ABSENT : points(difference.value),
      difference === null ? ABSENT : `${points(difference.low)} to ${points(difference.high)}`,
      paired === null ? ABSENT : `${paired.onlyA} / ${paired.onlyB}`,
      paired === null ? ABSENT : probabilityText(paired.p),
      OUTCOME_WORDS[outcome],
    ]),
    note: COMPARISON_NOTE,
    wordColumns: 2,
  };
}

/** An accuracy in percent. */
export function share(accuracy: Proportion | null): string {
  return percentage(accuracy, percentageDecimals(accuracy?.total ?? 0));
}

/** A difference in percentage points, always with its sign. */
export function points(difference: number): string {
  const text = Math.abs(100 * difference).toFixed(2);
  if (Number(text) === 0) return text;
  return (difference < 0 ? '−' : '+') + text;
}

function flagWords({ node, name, observed, means }: AttackFlag): string {
  return `${node}: ${name} (${observed}); ${means}`;
}
