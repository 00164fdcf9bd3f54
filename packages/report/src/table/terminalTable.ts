import stringWidth from 'string-width';
import { at, last } from '@bcos-bench/vocabulary';
import { wrapText } from '../wrapText.js';
import { plainText } from './plainText.js';
import type { TextTable } from './textTable.js';

const [GAP, INDENT] = ['   ', '  '];
/** Lines are no wider, unless a single cell or a title from a file is. */
const WIDTH = 100;

/**
 * A table as the lines of a terminal: title, aligned columns, and what the numbers are. In a table that is too wide for that, the
 * words of a row have a line of their own, and its numbers as many lines below them as they need.
 */
export function terminalTable({ title, heads, rows, note, wordColumns }: TextTable): string[] {
  const cells = [heads, ...rows].map((row) => row.map(plainText));
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => stringWidth(at(row, column)))));
  const blocks = columnBlocks(widths, wordColumns);
  const lines = cells.map((row) =>
    blocks.map((columns, block) => {
      const texts = columns.map((column) => padded(at(row, column), at(widths, column), column < wordColumns));
      return (block === 0 ? '' : INDENT) + texts.join(GAP).trimEnd();
    }),
  );
  const [head, body] = [at(lines, 0), lines.slice(1).flat()];
  const rule = '─'.repeat(Math.max(...lines.flat().map((line) => stringWidth(line))));
  return [plainText(title), rule, ...head, rule, ...body, rule, ...terminalLines(note)];
}

/** A text as the lines of a terminal. */
export function terminalLines(text: string): string[] {
  return wrapText(plainText(text), WIDTH);
}

/** The columns of each line of a row: all of them, or words first and then as many numbers a line as there is room for. */
function columnBlocks(widths: readonly number[], wordColumns: number): number[][] {
  const all = [...widths.keys()];
  const widthOf = (columns: readonly number[]): number =>
    columns.reduce((sum, column) => sum + at(widths, column), GAP.length * (columns.length - 1));
  if (widthOf(all) <= WIDTH) return [all];
  const blocks: number[][] = [all.slice(0, wordColumns)];
  for (const column of all.slice(wordColumns)) {
    const wider = [...(blocks.length === 1 ? [] : last(blocks)), column];
    if (wider.length > 1 && INDENT.length + widthOf(wider) <= WIDTH) blocks[blocks.length - 1] = wider;
    else blocks.push([column]);
  }
  return blocks;
}

/** A cell as wide as its column: words at the left of it, numbers at the right. */
function padded(text: string, width: number, isWord: boolean): string {
  const space = ' '.repeat(width - stringWidth(text));
  return isWord ? text + space : space + text;
}
