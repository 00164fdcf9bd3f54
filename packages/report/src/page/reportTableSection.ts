import { markup, type Markup } from '../markup/markup.js';
import { fileLinks } from '../markup/fileLinks.js';
import { scrollBox } from '../markup/scrollBox.js';
import type { ReportTable } from '../table/reportTable.js';
import { tableFormats } from '../table/tableFormats.js';

/** A table in words on the page: caption, columns, what its numbers are, and links to its files. */
export function reportTableSection({ id, text }: ReportTable): Markup {
  const kind = (column: number): string => (column < text.wordColumns ? 'word' : 'number');
  const body = markup`<table>
<caption>${text.title}</caption>
<thead><tr>${text.heads.map((head, column) => markup`<th scope="col" class="${kind(column)}">${head}</th>`)}</tr></thead>
<tbody>
${text.rows.map(
  (cells) => markup`<tr>${cells.map((cell, column) =>
    column === 0 ? markup`<th scope="row">${cell}</th>` : markup`<td class="${kind(column)}">${cell}</td>`,
  )}</tr>
`,
)}</tbody>
</table>`;
  return markup`<div id="${id}">
${scrollBox(text.title, body)}
<p class="note">${text.note}</p>
${fileLinks(
  text.title,
  tableFormats.map(({ extension, label }) => ({ path: `tables/${id}.${extension}`, label })),
)}
</div>
`;
}
