import { cellName, TRANSFER_PREFIX } from '@bcos-bench/pipeline';
import { count } from '../count.js';
import { percentage, percentageDecimals } from '../percentage.js';
import { describeAttack } from '../results/describeAttack.js';
import type { ReportTable } from './reportTable.js';
import { shareNumbers, type TableRecord, type TableRecords } from './tableRecords.js';
import type { TextTable } from './textTable.js';
import type { TransferTable } from './transferTable.js';

const COLUMNS = [
  'from',
  'to',
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
type Column = (typeof COLUMNS)[number];

/** A matrix of transfer for every format: `tables/transfer-ATTACK.EXTENSION`. */
export function transferReport(table: TransferTable): ReportTable {
  return {
    id: `${TRANSFER_PREFIX}${cellName(table.cell)}`,
    text: transferText(table),
    records: transferRecords(table),
  };
}

function transferText({ cell, columns, rows }: TransferTable): TextTable {
  const totals = rows.flatMap(({ numbers }) => numbers.flatMap(({ share }) => share?.total ?? []));
  const images = Math.max(0, ...totals);
  return {
    title: `Transfer of ${describeAttack(cell)}`,
    heads: ['attacked network', ...columns],
    rows: rows.map(({ title, numbers }) => [
      title,
      ...numbers.map(({ share }) => percentage(share, percentageDecimals(images))),
    ]),
    note:
      `Top-1 accuracy in % of the network of a column on the images that the attack made of ${count(images)} test images for the network of ` +
      'a row. Row “none”: the same images without an attack. A network on the images that were made for itself: the accuracy under the attack.',
    wordColumns: 1,
  };
}

/** A record for each number of a matrix; `from` is empty for accuracy without an attack. */
export function transferRecords({ cell: { norm, eps, steps, threat }, rows }: TransferTable): TableRecords<Column> {
  const records = rows.flatMap(({ from, numbers }) =>
    numbers.map(({ to, node, share }): TableRecord<Column> => ({
      ...(from === null ? { to } : { from, to, norm, eps, steps, threat }),
      ...(node === null ? {} : { node }),
      ...shareNumbers(share),
    })),
  );
  return { columns: COLUMNS, records };
}
