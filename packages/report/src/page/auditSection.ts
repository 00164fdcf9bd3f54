import type { Figure } from '../figure/figure.js';
import { markup, type Markup } from '../markup/markup.js';
import type { AuditResult } from '../results/auditResult.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { auditReport } from '../table/auditReport.js';
import { figureSection } from './figureSection.js';
import { reportTableSection } from '../table/reportTableSection.js';

/** Every audit: its verdict, the table that it rests on, and the loss around some images. Empty where there is none. */
export function auditSection(results: PipelineResults, surfaces: readonly Figure[]): Markup {
  return markup`${results.audits.map((result) => auditPart(results, result, surfaces))}`;
}

function auditPart(results: PipelineResults, result: AuditResult, surfaces: readonly Figure[]): Markup {
  const { audit, network, node } = result;
  if (audit === null) return markup``;
  const own = surfaces.filter(({ id }) => id.endsWith(node));
  return markup`<p><strong>${networkOf(results, network).title}: ${audit.verdict.words}.</strong></p>
${auditReport(results, result).map(reportTableSection)}${own.map(figureSection)}`;
}
