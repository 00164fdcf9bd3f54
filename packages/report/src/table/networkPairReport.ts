import { PAIRS_SUFFIX } from '@bcos-bench/pipeline';
import { at, last, probabilityText } from '@bcos-bench/vocabulary';
import { count, counted } from '../count.js';
import type { PairedComparison } from '../paired/pairedComparison.js';
import { ABSENT } from '../percentage.js';
import { networkPairs, type NetworkPair } from './networkPairs.js';
import type { ReportTable } from './reportTable.js';
import type { RobustnessTable } from './robustnessTable.js';
import type { TableRecord } from './tableRecords.js';
import { columnHeads } from './tableText.js';
import type { TextTable } from './textTable.js';

const COLUMNS = [
  'a',
  'b',
  'accuracy_of',
  'norm',
  'eps',
  'steps',
  'threat',
  'both',
  'only_a',
  'only_b',
  'neither',
  'difference',
  'low',
  'high',
  'p',
  'differs',
  'node_a',
  'node_b',
] as const;
type Column = (typeof COLUMNS)[number];

/** Which networks of a table differ, for every format: `tables/ID-pairs.EXTENSION`. Null where the table has a single row. */
export function networkPairReport(table: RobustnessTable): ReportTable | null {
  const pairs = networkPairs(table);
  if (pairs.length === 0) return null;
  return {
    id: `${table.id}${PAIRS_SUFFIX}`,
    text: networkPairText(table, pairs),
    records: { columns: COLUMNS, records: pairs.flatMap((pair) => pairRecords(table, pair)) },
  };
}

function networkPairText(table: RobustnessTable, pairs: readonly NetworkPair[]): TextTable {
  return {
    title: `${table.title}: which networks differ`,
    heads: ['A', 'B', ...columnHeads(table).slice(1)],
    rows: pairs.map(({ a, b, natural, cells }) => [a.title, b.title, ...[natural, ...cells].map(comparisonText)]),
    note: pairsNote(table),
    wordColumns: 2,
  };
}

/** The images that one of two networks alone classifies rightly, and p, such as `12 / 3, p 0.0352, differs`. */
function comparisonText(comparison: PairedComparison | null): string {
  if (comparison === null) return ABSENT;
  const { onlyA, onlyB, p, differs } = comparison;
  return `${count(onlyA)} / ${count(onlyB)}, p ${probabilityText(p)}${differs ? ', differs' : ''}`;
}

/** What the numbers of a table of pairs are. */
function pairsNote({ steps }: Pick<RobustnessTable, 'steps'>): string {
  return (
    `Images that A alone / B alone classifies rightly, natural and after ${last(steps)} steps, of those that both saw; p of the exact ` +
    'two-sided test of McNemar, and “differs” where it is below 0.05. Of twenty pairs that are alike, one may be said to differ.'
  );
}

/** Of how many comparisons in a table how many differ, such as `5 of 24 comparisons differ`. */
export function pairsSummary(table: RobustnessTable): string {
  const found = networkPairs(table)
    .flatMap(({ natural, cells }) => [natural, ...cells])
    .filter((comparison) => comparison !== null);
  const differing = found.filter(({ differs }) => differs).length;
  return `${count(differing)} of ${counted(found.length, 'comparison')} ${differing === 1 ? 'differs' : 'differ'}`;
}

function pairRecords(
  { norm, threat, eps, steps }: RobustnessTable,
  { a, b, natural, cells }: NetworkPair,
): TableRecord<Column>[] {
  const about = { a: a.network, b: b.network };
  return [
    { ...about, accuracy_of: 'natural', ...numbers(natural) },
    ...cells.map((comparison, column) => ({
      ...about,
      accuracy_of: 'attacked',
      ...{ norm, eps: at(eps, column), steps: last(steps), threat },
      ...numbers(comparison),
      node_a: nodesOf(a, column),
      node_b: nodesOf(b, column),
    })),
  ];
}

function nodesOf({ cells }: NetworkPair['a'], column: number): string {
  const { node, further } = last(at(cells, column));
  return [node, ...further].join(' + ');
}

function numbers(comparison: PairedComparison | null): TableRecord<Column> {
  if (comparison === null) return {};
  const { both, onlyA, onlyB, neither, difference, p, differs } = comparison;
  const { value, low, high } = difference;
  return { both, only_a: onlyA, only_b: onlyB, neither, difference: value, low, high, p, differs };
}
