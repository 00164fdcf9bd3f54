import type { FigureSpec } from '@bcos-bench/pipeline';
import type { AbsentFigure, Figure } from '../figure/figure.js';
import { markup, type Markup } from '../markup/markup.js';
import type { MeasureResult } from '../results/measureResult.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { mapShareReport } from '../table/mapShareReport.js';
import { measureReport } from '../table/measureReport.js';
import { reportTableSection } from '../table/reportTableSection.js';
import { figureSection } from './figureSection.js';

type Shown = Figure | AbsentFigure;

/** The kinds of figures that stand in the section. */
const KINDS: readonly FigureSpec['kind'][] = ['measures', 'map-shares'];

/** Whether a figure of the pipeline stands in the section on how good explanations are. */
export function isOfMeasures({ spec }: PipelineResults, { id }: Shown): boolean {
  return spec.report.figures.some((figure) => figure.id === id && KINDS.includes(figure.kind));
}

/**
 * How good explanations are: the pipeline's figures of measures; every measurement with its figure, its table and what is not defined; then how
 * far attacks moved maps. Empty where there is none.
 * @param figures those of the pipeline that stand here, and those of measurements
 */
export function measureSection(results: PipelineResults, figures: readonly Shown[]): Markup {
  const ofKind = (kind: FigureSpec['kind']): Markup[] => {
    const ids = results.spec.report.figures.filter((figure) => figure.kind === kind).map(({ id }) => id);
    return figures.filter(({ id }) => ids.includes(id)).map(figureSection);
  };
  return markup`${ofKind('measures')}${results.measures.map((result) => measurePart(results, result, figures))}${ofKind('map-shares')}${mapShareReport(results).map(reportTableSection)}`;
}

function measurePart(results: PipelineResults, result: MeasureResult, figures: readonly Shown[]): Markup {
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
