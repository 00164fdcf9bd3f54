import type { FigureSpec } from '@bcos-bench/pipeline';
import type { ExplanationMeasureName, AttributionMethodName } from '@bcos-bench/vocabulary';
import { networkOf, titlesOf, type PipelineResults } from '../results/pipelineResults.js';
import type { AbsentFigure, Figure } from './figure.js';
import { measureDots, type MeasuredDot } from './measureDots.js';

type MeasuresSpec = Extract<FigureSpec, { kind: 'measures' }>;

/** How good the explanations of networks are, by all of their measurements. */
export async function measuresFigure(spec: MeasuresSpec, results: PipelineResults): Promise<Figure | AbsentFigure> {
  const { id, title, networks } = spec;
  const measured = networks.flatMap((network) => dotsOf(network, spec, results));
  if (measured.length > 0) return measureDots({ id, title }, measured, titlesOf(results));
  const nodes = results.measures.filter(({ network }) => networks.includes(network)).map(({ node }) => node);
  return { id, title, missing: nodes };
}

/** What was measured of a network. Where two of its measurements say the same of a method, that of more images counts. */
function dotsOf(id: string, { measures, methods }: MeasuresSpec, results: PipelineResults): MeasuredDot[] {
  const network = networkOf(results, id).title;
  const wanted = results.measures
    .filter((result) => result.network === id)
    .flatMap(({ summary }) => summary?.measured ?? [])
    .filter((one) => isAmong(one.measure, measures) && isAmong(one.method, methods))
    .sort((one, other) => one.images - other.images);
  return [...new Map(wanted.map((one) => [`${one.measure} ${one.method}`, { ...one, network }])).values()];
}

function isAmong<Name extends ExplanationMeasureName | AttributionMethodName>(
  name: Name,
  asked: readonly Name[] | undefined,
): boolean {
  return asked?.includes(name) ?? true;
}
