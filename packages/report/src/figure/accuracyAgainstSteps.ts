import type { FigureSpec } from '@bcos-bench/pipeline';
import { parseEpsilon } from '@bcos-bench/vocabulary';
import { NORM_SYMBOL } from '../results/normSymbol.js';
import { titlesOf, type PipelineResults } from '../results/pipelineResults.js';
import { accuracyPanels, type AccuracyPanel } from './accuracyPanels.js';
import { accuracyPoints } from './accuracyPoints.js';
import { accuracyRecords } from './accuracyRecords.js';
import { accuracyWords } from './accuracyWords.js';
import { attackSeries } from './attackSeries.js';
import type { AbsentFigure, Figure } from './figure.js';
import { vegaFigure } from './vegaFigure.js';

type AccuracyAgainstStepsSpec = Extract<FigureSpec, { kind: 'accuracy-against-steps' }>;

/**
 * Accuracy by steps with Wilson 95% intervals, a marker for each network, one panel per radius. The value at 0 steps is the natural
 * accuracy.
 */
export async function accuracyAgainstSteps(
  spec: AccuracyAgainstStepsSpec,
  results: PipelineResults,
): Promise<Figure | AbsentFigure> {
  const { id, title, norm, eps } = spec;
  const { measured, missing } = attackSeries(results, spec);
  const attacks = measured.filter((attack) => attack.norm === norm);
  const panels = eps.flatMap((radius): AccuracyPanel[] => {
    const own = attacks.filter((attack) => attack.radius === parseEpsilon(radius));
    const points = accuracyPoints(own, ({ steps }) => ({ x: steps, place: `after ${steps} steps` }));
    return points.length === 0 ? [] : [{ heading: `${NORM_SYMBOL[norm]} ${radius}`, axisTitle: 'steps', points }];
  });
  if (panels.length === 0) return { id, title, missing };
  return {
    id,
    title,
    caption:
      `Whether the attack had enough steps: accuracy by their number, ${spec.threat} threat, one panel per radius. Where more steps leave less, the attack had not ` +
      'finished. Every number of steps is an attack of its own, so no line joins the markers. Whiskers are Wilson 95% intervals. At 0 steps is the natural accuracy ' +
      'over the same images.',
    alternative: `Accuracy by steps, one panel per radius. ${accuracyWords(panels)}`,
    data: accuracyRecords(panels),
    ...(await vegaFigure(accuracyPanels(panels, titlesOf(results)))),
  };
}
