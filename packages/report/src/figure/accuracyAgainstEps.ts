import type { FigureSpec } from '@bcos-bench/pipeline';
import { normSchema, type AttackNorm } from '@bcos-bench/vocabulary';
import { NORM_SYMBOL } from '../results/normSymbol.js';
import { titlesOf, type PipelineResults } from '../results/pipelineResults.js';
import { accuracyPanels, type AccuracyPanel } from './accuracyPanels.js';
import { accuracyPoints } from './accuracyPoints.js';
import { accuracyRecords } from './accuracyRecords.js';
import { accuracyWords } from './accuracyWords.js';
import { attackSeries, type MeasuredAttack } from './attackSeries.js';
import type { AbsentFigure, Figure } from './figure.js';
import { axisTitle, onAxis } from '../radii/radiusAxis.js';
import { vegaFigure } from './vegaFigure.js';

type AccuracyAgainstEpsSpec = Extract<FigureSpec, { kind: 'accuracy-against-eps' }>;

/**
 * Accuracy by radius with Wilson 95% intervals, a marker for each network, one panel per norm. The value at radius 0 is the natural
 * accuracy.
 */
export async function accuracyAgainstEps(
  spec: AccuracyAgainstEpsSpec,
  results: PipelineResults,
): Promise<Figure | AbsentFigure> {
  const { id, title, steps } = spec;
  const { measured, missing } = attackSeries(results, spec);
  const attacks = measured.filter((attack) => attack.steps === steps);
  const panels = normSchema.options.flatMap((norm) => panelOf(norm, attacks));
  if (panels.length === 0) return { id, title, missing };
  return {
    id,
    title,
    caption:
      `How much a larger radius leaves: accuracy under attacks of ${steps} steps, ${spec.threat} threat, one panel per norm. Whiskers are Wilson 95% ` +
      'intervals: where those of two networks overlap, look at “which networks differ” below the tables. Each marker is an attack of its own; nothing was measured ' +
      'between them, so no line joins them. At radius 0 is the natural accuracy over the same images.',
    alternative: `Accuracy by radius, one panel per norm. ${accuracyWords(panels)}`,
    data: accuracyRecords(panels),
    ...(await vegaFigure(accuracyPanels(panels, titlesOf(results)))),
  };
}

/** The panel of one norm; none where no attack of it has run. */
function panelOf(norm: AttackNorm, attacks: readonly MeasuredAttack[]): AccuracyPanel[] {
  const points = accuracyPoints(
    attacks.filter((attack) => attack.norm === norm),
    ({ radius, eps }) => ({ x: onAxis(norm, radius), place: `under ${NORM_SYMBOL[norm]} ${eps}` }),
  );
  if (points.length === 0) return [];
  return [{ heading: `${NORM_SYMBOL[norm]} attacks`, axisTitle: axisTitle(norm, 'radius'), points }];
}
