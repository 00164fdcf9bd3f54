import type { Proportion } from '@bcos-bench/vocabulary';
import { count } from '../count.js';
import { NORM_SYMBOL } from '../results/normSymbol.js';
import { ARTICLE_NOTE, articleText } from './articleValue.js';
import { ABSENT, percentage } from '../percentage.js';
import type { RobustnessTable, TableNumber } from './robustnessTable.js';
import type { TextTable } from './textTable.js';

const THREAT_TEXT = {
  encoded: 'all channels of the encoded input are attacked',
  pixel: 'the image is attacked and then encoded',
} as const satisfies Record<RobustnessTable['threat'], string>;

const SPLIT_WORDS: Readonly<Record<string, string>> = { test: 'test images', train: 'training images' };

/** A table of accuracies in words. */
export function robustnessText(table: RobustnessTable): TextTable {
  return {
    title: table.title,
    heads: columnHeads(table),
    rows: table.rows.map(({ title, natural, naturalArticle, cells }) => [
      title,
      naturalText(natural, naturalArticle, table.decimals),
      ...cells.map((numbers) => cellText(numbers, table.decimals)),
    ]),
    note: tableNote(table),
    wordColumns: 1,
  };
}

/** The heads of a table's columns. */
export function columnHeads({ norm, eps }: RobustnessTable): string[] {
  return ['network', 'natural', ...eps.map((radius) => `${NORM_SYMBOL[norm]} ${radius}`)];
}

/** Natural accuracy, with the article's in brackets, such as `95.0 (95.25)`. */
function naturalText(share: Proportion | null, article: number | null, decimals: number): string {
  const own = percentage(share, decimals);
  return article === null ? own : `${own} (${articleText(article, share)})`;
}

/** The numbers of a cell, such as `53.5 / 53.3`; one em dash where it has none at all. The article's follow in brackets. */
export function cellText(numbers: readonly TableNumber[], decimals: number): string {
  const own = numbers.every(({ robust }) => robust === null)
    ? ABSENT
    : numbers.map(({ robust }) => percentage(robust, decimals)).join(' / ');
  const article = cellArticle(numbers);
  return article === null ? own : `${own} ${article}`;
}

/** The article's values of a cell in brackets, such as `(53.49 / 53.29*)`; null where it has none. */
export function cellArticle(numbers: readonly TableNumber[]): string | null {
  if (numbers.every(({ article }) => article === null)) return null;
  return `(${numbers.map(({ article, robust }) => articleText(article, robust)).join(' / ')})`;
}

/** What the numbers of a table are, in a sentence or two. */
export function tableNote({ steps, further, images, splits, threat, rows }: RobustnessTable): string {
  const range = [...new Set([images.at(0) ?? 0, images.at(-1) ?? 0])].map(count).join(' to ');
  const hasArticle = rows.some(
    ({ naturalArticle, cells }) => naturalArticle !== null || cells.flat().some(({ article }) => article !== null),
  );
  return (
    `Top-1 accuracy in % after ${steps.join(' / ')} steps, over ${range} ${splitWords(splits)}; ${THREAT_TEXT[threat]}. ` +
    (further.length === 0 ? '' : `An image counts where it withstands ${further.join(' and ')}, too. `) +
    `Natural accuracy is over the same images.${hasArticle ? ` ${ARTICLE_NOTE}` : ''}`
  );
}

/** What images attacks were on, by the splits that they name, such as `test images`; of none just `images`. */
function splitWords(splits: readonly string[]): string {
  if (splits.length === 0) return 'images';
  return splits.map((split) => SPLIT_WORDS[split] ?? `images of ${split}`).join(' and ');
}
