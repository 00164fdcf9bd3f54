import { RADII_PREFIX } from '@bcos-bench/pipeline';
import { at, type AttackNorm, type Proportion } from '@bcos-bench/vocabulary';
import { count } from '../count.js';
import { percentage, percentageDecimals } from '../percentage.js';
import { lengthText, onAxis } from '../radii/radiusAxis.js';
import { describeAttack } from '../results/describeAttack.js';
import { NORM_SYMBOL } from '../results/normSymbol.js';
import type { ReportTable } from './reportTable.js';
import type { SmallestRadiiRow, SmallestRadiiTable } from './smallestRadii.js';
import type { TableRecord } from './tableRecords.js';
import type { TextTable } from './textTable.js';

const NOTE =
  'Smallest radius: how near the nearest misclassified image is that the attack has found; 0 for an image that is misclassified without an ' +
  'attack. In brackets the 95% interval of the median, between order statistics. Under a radius: the accuracy in % that the same run leaves there.';

const COLUMNS = [
  'network',
  'title',
  'attack',
  'norm',
  'threat',
  'measure',
  'radius',
  'images',
  'value',
  'low',
  'high',
  'node',
] as const;
type Column = (typeof COLUMNS)[number];

/** A table of smallest radii for every format: `tables/smallest-radii-NORM.EXTENSION`. */
export function smallestRadiiReport(table: SmallestRadiiTable): ReportTable {
  return {
    id: `${RADII_PREFIX}${table.norm}`,
    text: smallestRadiiText(table),
    records: { columns: COLUMNS, records: table.rows.flatMap((row) => rowRecords(table, row)) },
  };
}

function smallestRadiiText({ norm, radii, rows }: SmallestRadiiTable): TextTable {
  return {
    title: `Smallest ${NORM_SYMBOL[norm]} radii`,
    heads: ['network', 'attack', 'images', 'median', ...radii.map((radius) => `${NORM_SYMBOL[norm]} ${radius}`)],
    rows: rows.map(({ title, cell, images, median, accuracies }) => [
      title,
      describeAttack(cell),
      count(images),
      medianText(median, norm, cell.eps),
      ...accuracies.map((share) => percentage(share, percentageDecimals(images))),
    ]),
    note: NOTE,
    wordColumns: 2,
  };
}

/** A median with its interval, such as `3.1/255 [2.4/255, 4/255]`; what is beyond the attack's radius is `> 16/255`. */
function medianText({ median, interval }: SmallestRadiiRow['median'], norm: AttackNorm, eps: string): string {
  const text = (radius: number): string => (radius === Infinity ? `> ${eps}` : lengthText(norm, onAxis(norm, radius)));
  return interval === null ? text(median) : `${text(median)} [${text(interval.low)}, ${text(interval.high)}]`;
}

/** A record for the median and for the accuracy at each radius; a radius beyond that of the attack is empty. */
function rowRecords(
  { radii }: SmallestRadiiTable,
  { network, title, node, cell, images, median, accuracies }: SmallestRadiiRow,
): TableRecord<Column>[] {
  const about = { network, title, attack: describeAttack(cell), norm: cell.norm, threat: cell.threat, images, node };
  return [
    { ...about, measure: 'median smallest radius', ...medianNumbers(median) },
    ...accuracies.map((share, column) => ({
      ...about,
      ...{ measure: 'accuracy', radius: at(radii, column) },
      ...accuracyNumbers(share),
    })),
  ];
}

function medianNumbers({ median, interval }: SmallestRadiiRow['median']): TableRecord<Column> {
  const finite = (name: Column, value: number | undefined): TableRecord<Column> =>
    value === undefined || value === Infinity ? {} : { [name]: value };
  return { ...finite('value', median), ...finite('low', interval?.low), ...finite('high', interval?.high) };
}

function accuracyNumbers(share: Proportion | null): TableRecord<Column> {
  return share === null ? {} : { value: share.value, low: share.low, high: share.high };
}
