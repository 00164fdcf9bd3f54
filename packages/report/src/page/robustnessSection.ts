import type { Proportion } from '@bcos-bench/vocabulary';
import { at, last } from '@bcos-bench/vocabulary';
import { markup, type Markup } from '../markup/markup.js';
import { counted } from '../count.js';
import type { PairedComparison } from '../paired/pairedComparison.js';
import { articleText } from '../table/articleValue.js';
import { ABSENT, describeShare, percentage } from '../percentage.js';
import type { RobustnessTable, TableNumber, TableRow } from '../table/robustnessTable.js';
import { networkPairReport, pairsSummary } from '../table/networkPairReport.js';
import { robustnessReport } from '../table/robustnessReport.js';
import { tableLinks } from '../table/tableLinks.js';
import { cellArticle, columnHeads, tableNote } from '../table/tableText.js';
import { withTerms } from '../glossary.js';
import { numberLink } from './numberLink.js';
import { reportTableSection } from '../table/reportTableSection.js';
import { scrollBox } from '../markup/scrollBox.js';

/** A table of accuracies with its caption, an explanation of its numbers, and links to its files. */
export function robustnessSection(table: RobustnessTable): Markup {
  const [first, heads] = [at(columnHeads(table), 0), columnHeads(table).slice(1)];
  const body = markup`<table style="--columns:${heads.length}">
<caption>${table.title}</caption>
<thead><tr><th scope="col">${first}</th>${heads.map((head) => markup`<th scope="col" class="number">${head}</th>`)}</tr></thead>
<tbody>
${table.rows.map((row) => tableRow(row, table.decimals))}</tbody>
</table>`;
  return markup`<div class="robustness" id="${table.id}">
${scrollBox(table.title, body)}
<p class="note">${withTerms(tableNote(table))} A bar is the number${
    table.steps.length > 1 ? ` after ${last(table.steps)} steps` : ''
  }, its whisker the 95% interval.</p>
${tableLinks(robustnessReport(table))}
</div>
${pairsPart(table)}`;
}

/** Which networks of a table differ, folded; nothing where the table has a single row. */
function pairsPart(table: RobustnessTable): Markup | null {
  const pairs = networkPairReport(table);
  if (pairs === null) return null;
  return markup`<details class="pairs"><summary>Which networks differ: ${pairsSummary(table)}</summary>
${reportTableSection(pairs)}</details>
`;
}

function tableRow({ title, natural, naturalArticle, wholeSplit, cells }: TableRow, decimals: number): Markup {
  const explained = `${describeShare(natural)}; the whole test split: ${describeShare(wholeSplit)}`;
  const node = cells.flat().find(({ robust }) => robust !== null && robust.total === natural?.total)?.node ?? null;
  const own = markup`${numberLink(percentage(natural, decimals), explained, node)}${bar(natural)}`;
  const article = naturalArticle === null ? null : `(${articleText(naturalArticle, natural)})`;
  return markup`<tr><th scope="row">${title}</th>${cell(own, natural, article)}${cells.map((numbers) =>
    cell(cellContent(numbers, decimals), numbers.at(-1)?.robust ?? null, cellArticle(numbers)),
  )}</tr>
`;
}

/** A cell is sorted by the number of its bar. */
function cell(content: Markup, share: Proportion | null, article: string | null): Markup {
  const beside = article === null ? null : markup`<span class="article">${article}</span>`;
  return markup`<td class="number" data-value="${share?.value ?? ''}">${content}${beside}</td>`;
}

function cellContent(numbers: readonly TableNumber[], decimals: number): Markup {
  if (numbers.every(({ robust }) => robust === null)) return numberLink(ABSENT, 'not measured', null);
  const parts = numbers.map(({ robust, withFurther, cell: { steps }, node, flags }, i) => {
    const explained = `${steps} steps: ${describeShare(robust)}${furtherWords(withFurther)}`;
    const number = numberLink(percentage(robust, decimals), explained, robust === null ? null : node);
    return markup`${i === 0 ? '' : ' / '}${number}${flagMark(flags)}`;
  });
  return markup`${parts}${bar(numbers.at(-1)?.robust ?? null)}`;
}

/** What further attacks break, in words with a 95% interval in points of accuracy; nothing where the table has only its own attack. */
function furtherWords(withFurther: PairedComparison | null): string {
  if (withFurther === null) return '';
  const { onlyA, difference } = withFurther;
  const points = (bound: number): string => (100 * Math.max(0, -bound)).toFixed(1);
  return `; the further attacks break ${counted(onlyA, 'image')} that its own attack does not: ${points(difference.high)} to ${points(difference.low)} points`;
}

/** A mark beside a number with raised flags; it links to their meaning. */
function flagMark(flags: readonly string[]): Markup | null {
  if (flags.length === 0) return null;
  return markup`<a class="flagged" href="#section-sanity" title="${flags.join(', ')}">†</a>`;
}

function bar(share: Proportion | null): Markup | null {
  if (share === null) return null;
  const percent = (bound: number): string => `${(100 * bound).toFixed(2)}%`;
  return markup`<span class="bar" style="--value:${percent(share.value)};--low:${percent(share.low)};--high:${percent(share.high)}"><span class="whisker"></span></span>`;
}
