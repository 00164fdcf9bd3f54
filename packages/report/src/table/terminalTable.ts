import stringWidth from 'string-width';
import type { RobustnessTable } from './robustnessTable.js';
import { columnHeads, tableNote, textRows } from './tableText.js';

const GAP = '   ';

/** A table as the lines of a terminal: title, aligned columns, and what the numbers are. */
export function terminalTable(table: RobustnessTable): string[] {
  const rows = [columnHeads(table), ...textRows(table)].map((row) => row.map(plainText));
  const widths = columnHeads(table).map((_, column) => Math.max(...rows.map((row) => stringWidth(row[column] ?? ''))));
  const lines = rows.map((row) =>
    row
      .map((text, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - stringWidth(text));
        return column === 0 ? text + space : space + text;
      })
      .join(GAP),
  );
  const rule = widths.map((width) => '─'.repeat(width)).join('─'.repeat(GAP.length));
  return [plainText(table.title), rule, ...lines.slice(0, 1), rule, ...lines.slice(1), rule, tableNote(table)];
}

/** Text without control characters: a title from a file must not steer the terminal. */
function plainText(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, ' ');
}
