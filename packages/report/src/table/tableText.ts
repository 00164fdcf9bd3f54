import { count } from '../count.js';
import { NORM_SYMBOL } from '../results/normSymbol.js';
import { ABSENT, percentage } from './percentage.js';
import type { RobustnessTable, TableNumber } from './robustnessTable.js';

const THREAT_TEXT = {
  encoded: 'all channels of the encoded input are attacked',
  pixel: 'the picture is attacked and then encoded',
} as const satisfies Record<RobustnessTable['threat'], string>;

/** The heads of a table's columns. */
export function columnHeads({ norm, eps }: RobustnessTable): string[] {
  return ['network', 'natural', ...eps.map((radius) => `${NORM_SYMBOL[norm]} ${radius}`)];
}

/** The rows of a table as text: title, natural accuracy, then `20 / 100` cells. */
export function textRows(table: RobustnessTable): string[][] {
  return table.rows.map(({ title, natural, cells }) => [
    title,
    percentage(natural, table.decimals),
    ...cells.map((numbers) => cellText(numbers, table.decimals)),
  ]);
}

/** The numbers of a cell, such as `53.5 / 53.3`; one em dash where it has none at all. */
export function cellText(numbers: readonly TableNumber[], decimals: number): string {
  if (numbers.every(({ robust }) => robust === null)) return ABSENT;
  return numbers.map(({ robust }) => percentage(robust, decimals)).join(' / ');
}

/** What the numbers of a table are, in a sentence or two. */
export function tableNote({ steps, pictures, threat }: RobustnessTable): string {
  const range = [...new Set([pictures.at(0) ?? 0, pictures.at(-1) ?? 0])].map(count).join(' to ');
  return (
    `Top-1 accuracy in % after ${steps.join(' / ')} steps, over ${range} test pictures; ${THREAT_TEXT[threat]}. ` +
    'Natural accuracy is over the same pictures.'
  );
}
