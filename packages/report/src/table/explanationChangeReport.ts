import { EXPLANATION_CHANGES } from '@bcos-bench/pipeline';
import { count } from '../count.js';
import { describeExplanation } from '../results/describeExplanation.js';
import { changeMeasures } from './changeMeasures.js';
import type { ExplanationChangeRow } from './explanationChangeTable.js';
import type { MedianInterval } from './medianInterval.js';
import { ABSENT } from '../percentage.js';
import type { ReportTable } from './reportTable.js';
import type { TableRecord, TableRecords } from './tableRecords.js';
import type { TextTable } from './textTable.js';

const DECIMALS = 2;
const TITLE = 'Contribution maps before and after attacks';
const NOTE =
  'Medians over the images; in brackets their 95% intervals between order statistics, for 6 images or more. Cosine and rank ' +
  'correlation (Spearman) compare the contribution maps of one class before and after the attack. Positive kept: the share ' +
  'of the positive contribution that stays in place. Noise’s share: the contribution of the noise itself, W(x′)·δ, as a share ' +
  'of the change of that class’s logit.';

const COLUMNS = [
  'network',
  'title',
  'norm',
  'eps',
  'steps',
  'threat',
  'method',
  'measure',
  'images',
  'median',
  'low',
  'high',
  'node',
] as const;
type Column = (typeof COLUMNS)[number];

/** The table of explanation changes for every format; `tables/explanation-changes.EXTENSION`. */
export function explanationChangeReport(rows: readonly ExplanationChangeRow[]): ReportTable {
  return { id: EXPLANATION_CHANGES, text: explanationChangeText(rows), records: explanationChangeRecords(rows) };
}

/** The table in words. */
export function explanationChangeText(rows: readonly ExplanationChangeRow[]): TextTable {
  return {
    title: TITLE,
    heads: ['network', 'attack', 'images', ...changeMeasures.map(({ head }) => head)],
    rows: rows.map((row) => [
      row.title,
      describeExplanation(row),
      count(row.images),
      ...row.measures.map(({ value }) => medianText(value)),
    ]),
    note: NOTE,
    wordColumns: 2,
  };
}

/** A median with its interval, such as `0.62 [0.40, 0.81]`. */
function medianText(value: MedianInterval | null): string {
  if (value === null) return ABSENT;
  const { median, interval } = value;
  return interval === null ? number(median) : `${number(median)} [${number(interval.low)}, ${number(interval.high)}]`;
}

function number(value: number): string {
  const text = Math.abs(value).toFixed(DECIMALS);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A record a measure; `images` are those that have it. */
function explanationChangeRecords(rows: readonly ExplanationChangeRow[]): TableRecords<Column> {
  const records = rows.flatMap(({ network, title, node, cell: { norm, eps, steps, threat }, method, measures }) =>
    measures.map(({ measure, value }): TableRecord<Column> => ({
      ...{ network, title, norm, eps, steps, threat, measure: measure.key, images: value?.count ?? 0, node },
      ...(method === null ? {} : { method }),
      ...(value === null ? {} : { median: value.median, ...value.interval }),
    })),
  );
  return { columns: COLUMNS, records };
}
