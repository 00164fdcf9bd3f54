import type { Proportion } from '@bcos-bench/vocabulary';
import type { PairedComparison } from '../paired/pairedComparison.js';
import type { RobustnessTable, TableRow } from './robustnessTable.js';
import { shareNumbers, type TableRecord, type TableRecords } from './tableRecords.js';
import { articleShare, isOutside } from './articleValue.js';

const COLUMNS = [
  'network',
  'title',
  'accuracy_of',
  'norm',
  'eps',
  'steps',
  'threat',
  'correct',
  'total',
  'accuracy',
  'low',
  'high',
  'article',
  'article_outside',
  'broken_by_further',
  'difference',
  'difference_low',
  'difference_high',
  'node',
] as const;
type Column = (typeof COLUMNS)[number];

/**
 * The numbers of a table of accuracies: accuracies, their Wilson 95% intervals and the article's values in [0,1].
 * `accuracy_of` is `natural` (the attacked images before the attack), `natural-whole-split` or `attacked`;
 * `node` names every attack that an image had to withstand; `article_outside` says whether the article's value is outside the interval.
 * `broken_by_further` counts the images that further attacks break and the table's own does not; `difference` is what this takes from the
 * accuracy under its own, with Newcombe's interval for paired shares.
 */
export function robustnessRecords(table: RobustnessTable): TableRecords<Column> {
  return { columns: COLUMNS, records: table.rows.flatMap(rowRecords) };
}

function rowRecords({ network, title, natural, naturalArticle, wholeSplit, cells }: TableRow): TableRecord<Column>[] {
  const about = { network, title };
  return [
    { ...about, accuracy_of: 'natural', ...shareNumbers(natural), ...articleNumbers(naturalArticle, natural) },
    { ...about, accuracy_of: 'natural-whole-split', ...shareNumbers(wholeSplit) },
    ...cells.flat().map(({ cell: { norm, eps, steps, threat }, node, further, robust, withFurther, article }) => ({
      ...about,
      accuracy_of: 'attacked',
      ...{ norm, eps, steps, threat },
      ...shareNumbers(robust),
      ...articleNumbers(article, robust),
      ...furtherNumbers(withFurther),
      node: [node, ...further].join(' + '),
    })),
  ];
}

function articleNumbers(article: number | null, ours: Proportion | null): TableRecord<Column> {
  if (article === null) return {};
  return { article: articleShare(article), article_outside: isOutside(article, ours) };
}

function furtherNumbers(withFurther: PairedComparison | null): TableRecord<Column> {
  if (withFurther === null) return {};
  const { onlyA, difference } = withFurther;
  const { value, low, high } = difference;
  return { broken_by_further: onlyA, difference: value, difference_low: low, difference_high: high };
}
