import { CORRUPTIONS } from '@bcos-bench/pipeline';
import { at } from '@bcos-bench/vocabulary';
import { count } from '../count.js';
import { ABSENT, percentage, percentageDecimals } from '../percentage.js';
import { strengthOf, type CorruptionRow, type CorruptionTable } from './corruptionTable.js';
import type { ReportTable } from './reportTable.js';
import { shareNumbers, type TableRecord } from './tableRecords.js';
import type { TextTable } from './textTable.js';

const COLUMNS = [
  'network',
  'title',
  'corruption',
  'severity',
  'strength',
  'correct',
  'total',
  'accuracy',
  'low',
  'high',
  'node',
] as const;
type Column = (typeof COLUMNS)[number];

/** The table of accuracy on corrupted images for every format: `tables/corruptions.EXTENSION`. */
export function corruptionReport(table: CorruptionTable): ReportTable {
  return {
    id: CORRUPTIONS,
    text: corruptionText(table),
    records: { columns: COLUMNS, records: table.rows.flatMap((row) => rowRecords(table, row)) },
  };
}

function corruptionText({ severities, rows }: CorruptionTable): TextTable {
  const images = Math.max(0, ...rows.map(({ natural }) => natural?.total ?? 0));
  const decimals = percentageDecimals(images);
  return {
    title: 'Accuracy on corrupted images',
    heads: ['network', 'corruption', 'natural', ...severities.map((severity) => `severity ${severity}`), 'mean'],
    rows: rows.map(({ title, corruption, natural, corrupted, mean }) => [
      title,
      corruption,
      percentage(natural, decimals),
      ...corrupted.map((share) => percentage(share, decimals)),
      mean === null ? ABSENT : (100 * mean).toFixed(decimals),
    ]),
    note:
      `Top-1 accuracy in % on ${count(images)} test images, corrupted in up to five strengths (those of CIFAR-10-C), and its mean over these. ` +
      'Natural accuracy is over the same images.',
    wordColumns: 2,
  };
}

/** A record for each severity; 0 are the images as they are. */
function rowRecords(
  { severities }: CorruptionTable,
  { network, title, corruption, node, natural, corrupted }: CorruptionRow,
): TableRecord<Column>[] {
  const about = { network, title, corruption, node };
  return [
    { ...about, severity: 0, ...shareNumbers(natural) },
    ...corrupted.map((share, place) => {
      const severity = at(severities, place);
      return { ...about, severity, strength: strengthOf(corruption, severity), ...shareNumbers(share) };
    }),
  ];
}
