import { proportion } from '@bcos-bench/vocabulary';
import type { RobustnessTable, TableNumber } from './robustnessTable.js';

/** The first images are right, the others are not. */
function firstOf200(correct: number): ReadonlyMap<number, boolean> {
  return new Map(Array.from({ length: 200 }, (_, i) => [i, i < correct]));
}

function number(network: string, eps: string, steps: number, correct: number | null): TableNumber {
  return {
    node: `attack-${network}-linf-${eps.replace('/', '_')}-${steps}-encoded`,
    further: [],
    cell: { norm: 'linf', eps, steps, threat: 'encoded' },
    robust: correct === null ? null : proportion(correct, 200),
    withstood: correct === null ? null : firstOf200(correct),
    withFurther: null,
    article: null,
    flags: [],
  };
}

/** Percentages of an article, one list per eps. */
const ARTICLE = [
  [53.49, 13.29],
  [0, 2],
];

/** A table of two networks; the second, whose title is hostile, lacks one attack of one cell and all of the other. */
export const TABLE: RobustnessTable = {
  id: 'table-1',
  title: 'Accuracy | ℓ∞',
  norm: 'linf',
  threat: 'encoded',
  eps: ['8/255', '16/255'],
  steps: [20, 100],
  further: [],
  decimals: 1,
  images: [200],
  splits: ['test'],
  rows: [
    {
      network: 'resnet8',
      title: 'ResNet-8',
      natural: proportion(190, 200),
      rightBefore: firstOf200(190),
      naturalArticle: null,
      wholeSplit: proportion(951, 1000),
      cells: [
        [number('resnet8', '8/255', 20, 107), number('resnet8', '8/255', 100, 106)],
        [number('resnet8', '16/255', 20, 0), number('resnet8', '16/255', 100, 0)],
      ],
    },
    {
      network: 'bcos',
      title: '<b>Bcos</b> | 8',
      natural: proportion(180, 200),
      rightBefore: firstOf200(180),
      naturalArticle: null,
      wholeSplit: null,
      cells: [
        [number('bcos', '8/255', 20, 40), number('bcos', '8/255', 100, null)],
        [number('bcos', '16/255', 20, null), number('bcos', '16/255', 100, null)],
      ],
    },
  ],
};

/** The same with values of an article: two of them are outside our intervals, and two stand beside nothing of ours. */
export const ARTICLE_TABLE: RobustnessTable = {
  ...TABLE,
  rows: TABLE.rows.map((row, i) => ({
    ...row,
    naturalArticle: i === 0 ? 95.25 : null,
    cells: row.cells.map((numbers, eps) =>
      numbers.map((own, step) => ({ ...own, article: ARTICLE[eps]?.[step] ?? null })),
    ),
  })),
};
