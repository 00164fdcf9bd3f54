import { markup, type Markup } from '../markup/markup.js';
import { scrollBox } from '../markup/scrollBox.js';
import type { ReportTable } from './reportTable.js';
import { withTerms } from '../glossary.js';
import { tableLinks } from './tableLinks.js';
import type { TextTable } from './textTable.js';

/** A table in words on the page: caption, columns, what its numbers are, and links to its files. */
export function reportTableSection(table: ReportTable): Markup {
  return tableSectionOf(table, plainRows(table.text));
}

/** The same with rows that are more than the text of their cells. */
export function tableSectionOf(table: ReportTable, rows: readonly Markup[]): Markup {
  const { id, text } = table;
  const body = markup`<table>
<caption>${text.title}</caption>
<thead><tr>${text.heads.map((head, column) => markup`<th scope="col" class="${kindOf(text, column)}">${head}</th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table>`;
  return markup`<div id="${id}">
${scrollBox(text.title, body)}
<p class="note">${withTerms(text.note)}</p>
${tableLinks(table)}
</div>
`;
}

function plainRows(text: TextTable): Markup[] {
  return text.rows.map(
    (cells) => markup`<tr>${cells.map((cell, column) =>
      column === 0 ? markup`<th scope="row">${cell}</th>` : markup`<td class="${kindOf(text, column)}">${cell}</td>`,
    )}</tr>
`,
  );
}

function kindOf({ wordColumns }: TextTable, column: number): string {
  return column < wordColumns ? 'word' : 'number';
}
