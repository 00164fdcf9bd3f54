import { markdownTable as alignedTable } from 'markdown-table';
import stringWidth from 'string-width';
import { escapeMarkdown } from './escapeMarkdown.js';
import type { TextTable } from './textTable.js';

/** A table as Markdown (GitHub's), with its title above and what its numbers are below. */
export function markdownTable({ title, heads, rows, note, wordColumns }: TextTable): string {
  const cells = [heads, ...rows].map((row) => row.map(escapeMarkdown));
  const align = heads.map((_, column) => (column < wordColumns ? 'l' : 'r'));
  const body = alignedTable(cells, { align, stringLength: stringWidth });
  return `**${escapeMarkdown(title)}**\n\n${body}\n\n${escapeMarkdown(note)}\n`;
}
