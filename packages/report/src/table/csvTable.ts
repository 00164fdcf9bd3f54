import { stringify } from 'csv-stringify/sync';
import type { Proportion } from '@bcos-bench/stage';
import type { RobustnessTable, TableRow } from './robustnessTable.js';

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
  'node',
] as const;
type CsvRow = Readonly<Partial<Record<(typeof COLUMNS)[number], string | number>>>;

/**
 * A table as CSV, a row a number, for programs: accuracies and their Wilson 95% intervals in [0,1]. `accuracy_of` is
 * `natural` (the attacked pictures before the attack), `natural-whole-split` or `attacked`; what is missing is empty.
 */
export function csvTable(table: RobustnessTable): string {
  return stringify(table.rows.flatMap(csvRows), { header: true, columns: [...COLUMNS] });
}

function csvRows({ network, title, natural, wholeSplit, cells }: TableRow): CsvRow[] {
  const about = { network, title };
  return [
    { ...about, accuracy_of: 'natural', ...numbers(natural) },
    { ...about, accuracy_of: 'natural-whole-split', ...numbers(wholeSplit) },
    ...cells
      .flat()
      .map(({ cell, node, robust }) => ({ ...about, accuracy_of: 'attacked', ...cell, ...numbers(robust), node })),
  ];
}

function numbers(share: Proportion | null): CsvRow {
  if (share === null) return {};
  const { correct, total, value, low, high } = share;
  return { correct, total, accuracy: value, low, high };
}
