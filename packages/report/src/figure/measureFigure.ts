import type { MeasureResult } from '../results/measureResult.js';
import { networkOf, titlesOf, type PipelineResults } from '../results/pipelineResults.js';
import type { Figure } from './figure.js';
import { measureDots } from './measureDots.js';

/** How good the explanations of a network are, by one measurement; none where it has not run, or where a figure of the pipeline shows the network. */
export async function measureFigure(
  results: PipelineResults,
  { node, network, summary }: MeasureResult,
): Promise<Figure[]> {
  if (summary === null || summary.measured.length === 0) return [];
  const { figures } = results.spec.report;
  if (figures.some((figure) => figure.kind === 'measures' && figure.networks.includes(network))) return [];
  const { title } = networkOf(results, network);
  const measured = summary.measured.map((one) => ({ ...one, network: title }));
  const about = { id: `measures-${node}`, title: `How good are the explanations of ${title}?` };
  return [await measureDots(about, measured, titlesOf(results))];
}
