import { isDrawn, type AbsentFigure, type Figure } from '../figure/figure.js';
import { markup, type Markup } from '../markup/markup.js';
import { fileLinks } from '../markup/fileLinks.js';
import { withTerms } from '../glossary.js';
import { csvTable } from '../table/csvTable.js';
import { scrollBox } from '../markup/scrollBox.js';

/** A figure of fewer units is not drawn as wide as the page: its words would be larger than a heading. */
const NARROW = 500;

/** A figure with its caption and links to its files, or what is missing if it could not be drawn. */
export function figureSection(figure: Figure | AbsentFigure): Markup {
  return isDrawn(figure) ? drawnFigure(figure) : absentFigure(figure);
}

function drawnFigure({ id, title, caption, alternative, width, height, body, data, images }: Figure): Markup {
  const addresses = images === undefined ? null : markup` data-images="${JSON.stringify(Object.fromEntries(images))}"`;
  const narrow = width < NARROW ? markup` class="narrow"` : null;
  const drawing = markup`<svg${narrow} viewBox="0 0 ${width} ${height}" fill="currentColor" role="img" aria-label="${alternative}"${addresses}>
${body}
</svg>`;
  return markup`<figure id="${id}">
${scrollBox(title, drawing)}
<figcaption><h3>${title}</h3>
<p>${withTerms(caption)}</p>
${fileLinks(title, id, [
  { path: `figures/${id}.csv`, label: 'CSV', text: csvTable(data) },
  { path: `figures/${id}.svg`, label: 'SVG', isDrawn: true },
  { path: `figures/${id}.png`, label: 'PNG', isDrawn: true },
])}</figcaption>
</figure>
`;
}

function absentFigure({ id, title, missing }: AbsentFigure): Markup {
  return markup`<figure id="${id}">
<div class="missing"><p>Not drawn, because this is missing: ${codeList(missing)}.</p></div>
<figcaption><h3>${title}</h3></figcaption>
</figure>
`;
}

/** Names of nodes as code, separated by commas. */
export function codeList(names: readonly string[]): Markup {
  return markup`${names.map((name, i) => markup`${i === 0 ? '' : ', '}<code>${name}</code>`)}`;
}
