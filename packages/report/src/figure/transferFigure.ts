import type { TopLevelSpec } from 'vega-lite';
import { cellName, type FigureSpec } from '@bcos-bench/pipeline';
import { at } from '@bcos-bench/vocabulary';
import { describeShare, percentage, percentageDecimals } from '../percentage.js';
import { describeAttack } from '../results/describeAttack.js';
import type { PipelineResults } from '../results/pipelineResults.js';
import { transferRecords } from '../table/transferReport.js';
import { transferTables, type TransferTable } from '../table/transferTable.js';
import type { AbsentFigure, Figure } from './figure.js';
import { vegaFigure } from './vegaFigure.js';

type TransferSpec = Extract<FigureSpec, { kind: 'transfer' }>;

/** The size of a cell in units of the figure, and the accuracy from which on its number is dark. */
const [WIDTH, HEIGHT, LIGHT] = [74, 34, 0.55];

/** A matrix of transfer as a heat map: a row for each attacked network, a column for each that evaluates its images. */
export async function transferFigure(
  { id, title, attack }: TransferSpec,
  results: PipelineResults,
): Promise<Figure | AbsentFigure> {
  const table = transferTables(results).find(({ cell }) => cellName(cell) === cellName(attack));
  const marks = table === undefined ? [] : marksOf(table);
  if (table === undefined || marks.length === 0)
    return { id, title, missing: [`transfer of ${describeAttack(attack)}`] };
  return {
    id,
    title,
    caption:
      `How far attacked images fool other networks: accuracy in % of the network of a column on the images that ${describeAttack(attack)} made for the network of a row. ` +
      'Dark is fooled. The diagonal is the attack itself; the row “none” is without an attack.',
    alternative: marks.map(({ words }) => `${words}.`).join(' '),
    data: transferRecords(table),
    ...(await vegaFigure(plot(table, marks))),
  };
}

/** A number of the matrix; those that were not measured have none. */
interface Mark {
  readonly from: string;
  readonly to: string;
  readonly accuracy: number;
  readonly percent: string;
  readonly words: string;
}

function marksOf({ columns, rows }: TransferTable): Mark[] {
  return rows.flatMap(({ title: from, numbers }) =>
    numbers.flatMap(({ share }, column): Mark[] => {
      if (share === null) return [];
      const to = at(columns, column);
      const percent = percentage(share, percentageDecimals(share.total));
      const words = `${to} on the images of ${from}: ${percent}% (${describeShare(share)})`;
      return [{ from, to, accuracy: share.value, percent, words }];
    }),
  );
}

function plot({ columns, rows }: TransferTable, marks: readonly Mark[]): TopLevelSpec {
  const axis = { labelLimit: 400, ticks: false, domain: false } as const;
  return {
    width: WIDTH * columns.length,
    height: HEIGHT * rows.length,
    data: { values: [...marks] },
    encoding: {
      x: {
        field: 'to',
        type: 'nominal',
        scale: { domain: [...columns] },
        axis: { ...axis, title: 'evaluated by', orient: 'top', labelAngle: -30 },
      },
      y: {
        field: 'from',
        type: 'nominal',
        scale: { domain: rows.map(({ title }) => title) },
        axis: { ...axis, title: 'attacked' },
      },
      description: { field: 'words', type: 'nominal' },
    },
    layer: [
      {
        mark: { type: 'rect', aria: true },
        encoding: {
          fill: {
            field: 'accuracy',
            type: 'quantitative',
            scale: { scheme: 'viridis', domain: [0, 1] },
            legend: { title: null, format: '~%', gradientLength: HEIGHT * rows.length, symbolOpacity: 1 },
          },
        },
      },
      {
        mark: { type: 'text', fontSize: 12, aria: true },
        encoding: {
          text: { field: 'percent', type: 'nominal' },
          color: {
            condition: { test: `datum.accuracy > ${LIGHT}`, value: '#111' },
            value: '#fff',
          },
        },
      },
    ],
  };
}
