import type { Figure } from '../figure/figure.js';
import { markup, type Markup } from '../markup/markup.js';
import type { MeasureResult } from '../results/measureResult.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { mapShareReport } from '../table/mapShareReport.js';
import { measureReport } from '../table/measureReport.js';
import { reportTableSection } from '../table/reportTableSection.js';
import { figureSection } from './figureSection.js';

/** Every measurement of explanations: its figure, its table, and what is not defined; then how far attacks moved them. Empty where there is none. */
export function measureSection(results: PipelineResults, figures: readonly Figure[]): Markup {
  return markup`${results.measures.map((result) => measurePart(results, result, figures))}${mapShareReport(results).map(reportTableSection)}`;
}

function measurePart(results: PipelineResults, result: MeasureResult, figures: readonly Figure[]): Markup {
  const { summary, node, network } = result;
  if (summary === null) return markup``;
  const { title } = networkOf(results, network);
  const left = summary.leftOut.map(
    ({
      method,
      measure,
      why,
    }) => markup`<li>${[method, measure].filter((word) => word !== null).join(', ')}: ${why}.</li>
`,
  );
  return markup`${figures.filter(({ id }) => id === `measures-${node}`).map(figureSection)}${measureReport(results, result).map(reportTableSection)}${
    left.length === 0
      ? null
      : markup`<p class="note">Left out for ${title}:</p>
<ul class="note">
${left}</ul>
`
  }`;
}
