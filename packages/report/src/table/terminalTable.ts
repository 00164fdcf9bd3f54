import stringWidth from 'string-width';
import { plainText } from './plainText.js';
import type { TextTable } from './textTable.js';

const GAP = '   ';

/** A table as the lines of a terminal: title, aligned columns, and what the numbers are. */
export function terminalTable({ title, heads, rows, note, wordColumns }: TextTable): string[] {
  const cells = [heads, ...rows].map((row) => row.map(plainText));
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => stringWidth(row[column] ?? ''))));
  const lines = cells.map((row) =>
    row
      .map((text, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - stringWidth(text));
        return column < wordColumns ? text + space : space + text;
      })
      .join(GAP),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('─'.repeat(GAP.length));
  return [plainText(title), rule, ...lines.slice(0, 1), rule, ...lines.slice(1), rule, plainText(note)];
}
