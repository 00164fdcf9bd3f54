import { at } from '@bcos-bench/vocabulary';
import { markup, type Markup } from '../markup/markup.js';
import type { PipelineResults } from '../results/pipelineResults.js';
import { explanationChangeReport } from './explanationChangeReport.js';
import { explanationChangeRows, type ExplanationChangeRow } from './explanationChangeTable.js';
import { tableSectionOf } from './reportTableSection.js';

/** The page's section on what attacks do to explanations; empty where nothing was explained under attack. */
export function explanationChangeSection(results: PipelineResults): Markup {
  const rows = explanationChangeRows(results);
  if (rows.length === 0) return markup``;
  const report = explanationChangeReport(rows);
  return tableSectionOf(
    report,
    report.text.rows.map((cells, i) => tableRow(cells, at(rows, i))),
  );
}

/** A row; its numbers are sorted by the count of images and the medians, whatever else is in their cells. */
function tableRow(cells: readonly string[], { images, measures }: ExplanationChangeRow): Markup {
  const [network, attack] = [at(cells, 0), at(cells, 1)];
  const keys = [images, ...measures.map(({ value }) => value?.median ?? '')];
  const numbers = cells
    .slice(2)
    .map((cell, i) => markup`<td class="number" data-value="${at(keys, i)}">${unbroken(cell)}</td>`);
  return markup`<tr><th scope="row">${network}</th><td class="word">${attack}</td>${numbers}</tr>
`;
}

/** Where a column is narrow, as on paper, a line ends before an interval and not within it. */
function unbroken(cell: string): string {
  return cell.replace(', ', ',\u00a0');
}
