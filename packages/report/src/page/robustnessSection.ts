import type { Proportion } from '@bcos-bench/stage';
import { markup, type Markup } from '../markup/markup.js';
import { ABSENT, describeShare, percentage } from '../table/percentage.js';
import type { RobustnessTable, TableNumber, TableRow } from '../table/robustnessTable.js';
import { tableFormats } from '../table/tableFormats.js';
import { columnHeads, tableNote } from '../table/tableText.js';
import { fileLinks } from './fileLinks.js';
import { scrollBox } from './scrollBox.js';

/** A table of accuracies with its caption, what its numbers are, and links to its files. */
export function robustnessSection(table: RobustnessTable): Markup {
  const [first, ...heads] = columnHeads(table);
  const body = markup`<table style="--columns:${heads.length}">
<caption>${table.title}</caption>
<thead><tr><th scope="col">${first ?? ''}</th>${heads.map((head) => markup`<th scope="col" class="number">${head}</th>`)}</tr></thead>
<tbody>
${table.rows.map((row) => tableRow(row, table.decimals))}</tbody>
</table>`;
  return markup`<div class="robustness" id="${table.id}">
${scrollBox(table.title, body)}
<p class="note">${tableNote(table)} A bar is full up to the lower end of the 95% interval and pale up to its upper end${
    table.steps.length > 1 ? `, after ${table.steps.at(-1) ?? ''} steps` : ''
  }.</p>
${fileLinks(
  table.title,
  tableFormats.map(({ extension, label }) => ({ path: `tables/${table.id}.${extension}`, label })),
)}
</div>
`;
}

function tableRow({ title, natural, wholeSplit, cells }: TableRow, decimals: number): Markup {
  const explained = `${describeShare(natural)}; the whole test split: ${describeShare(wholeSplit)}`;
  return markup`<tr><th scope="row">${title}</th><td class="number">${number(natural, decimals, explained)}${bar(natural)}</td>${cells.map(
    (numbers) => markup`<td class="number">${cellContent(numbers, decimals)}</td>`,
  )}</tr>
`;
}

function cellContent(numbers: readonly TableNumber[], decimals: number): Markup {
  if (numbers.every(({ robust }) => robust === null)) return markup`<span title="not measured">${ABSENT}</span>`;
  const parts = numbers.map(({ robust, cell, flags }, i) => {
    const explained = `${cell.steps} steps: ${describeShare(robust)}`;
    return markup`${i === 0 ? '' : ' / '}${number(robust, decimals, explained)}${flagMark(flags)}`;
  });
  return markup`${parts}${bar(numbers.at(-1)?.robust ?? null)}`;
}

/** A mark beside a number at which flags are raised, which leads to what they mean. */
function flagMark(flags: readonly string[]): Markup | null {
  if (flags.length === 0) return null;
  return markup`<a class="flagged" href="#section-sanity" title="${flags.join(', ')}">†</a>`;
}

function number(share: Proportion | null, decimals: number, explained: string): Markup {
  return markup`<span title="${explained}">${percentage(share, decimals)}</span>`;
}

function bar(share: Proportion | null): Markup | null {
  if (share === null) return null;
  const [low, high] = [share.low, share.high].map((bound) => `${(100 * bound).toFixed(2)}%`);
  return markup`<span class="bar" style="--low:${low ?? ''};--high:${high ?? ''}"></span>`;
}
