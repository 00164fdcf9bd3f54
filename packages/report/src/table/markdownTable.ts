import { markdownTable as alignedTable } from 'markdown-table';
import stringWidth from 'string-width';
import type { RobustnessTable } from './robustnessTable.js';
import { columnHeads, tableNote, textRows } from './tableText.js';

/** A table as Markdown (GitHub's), with its title above and what its numbers are below. */
export function markdownTable(table: RobustnessTable): string {
  const rows = [columnHeads(table), ...textRows(table)].map((row) => row.map(escapeMarkdown));
  const align = columnHeads(table).map((_, column) => (column === 0 ? 'l' : 'r'));
  const body = alignedTable(rows, { align, stringLength: stringWidth });
  return `**${escapeMarkdown(table.title)}**\n\n${body}\n\n${tableNote(table)}\n`;
}

/** Text that Markdown shows as it is: on one line, and nothing in it taken for a cell's end, emphasis or HTML. */
function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_|<>&[\]]/g, (character) => `\\${character}`);
}
