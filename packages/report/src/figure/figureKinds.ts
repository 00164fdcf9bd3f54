import type { FigureSpec } from '@bcos-bench/pipeline';
import type { PipelineResults } from '../results/pipelineResults.js';
import { accuracyAgainstEps } from './accuracyAgainstEps.js';
import { accuracyAgainstSteps } from './accuracyAgainstSteps.js';
import { againstB } from './againstB.js';
import { confusionFigure } from './confusionFigure.js';
import { distanceHistogram } from './distanceHistogram.js';
import { explanationFigure } from './explanationFigure.js';
import type { AbsentFigure, Figure } from './figure.js';
import { mapSharesFigure } from './mapSharesFigure.js';
import { measuresFigure } from './measuresFigure.js';
import { noiseFigure } from './noiseFigure.js';
import { radiusCurve } from './radiusCurve.js';
import { trainingCurves } from './trainingCurves.js';
import { transferFigure } from './transferFigure.js';

type Drawn = Figure | AbsentFigure | Promise<Figure | AbsentFigure>;

/** A kind of figure: how it is drawn from the results. */
type FigureKinds = {
  readonly [Kind in FigureSpec['kind']]: (spec: Extract<FigureSpec, { kind: Kind }>, results: PipelineResults) => Drawn;
};

const figureKinds: FigureKinds = {
  'training-curves': trainingCurves,
  explanations: explanationFigure,
  noise: noiseFigure,
  'accuracy-against-eps': accuracyAgainstEps,
  'accuracy-against-steps': accuracyAgainstSteps,
  confusion: confusionFigure,
  'distance-histogram': distanceHistogram,
  'radius-curve': radiusCurve,
  'against-b': againstB,
  transfer: transferFigure,
  measures: measuresFigure,
  'map-shares': mapSharesFigure,
};

/** Draws a figure of any kind. @throws Fault where a file it needs is damaged */
export async function drawFigure<Kind extends FigureSpec['kind']>(
  spec: Extract<FigureSpec, { kind: Kind }> & { kind: Kind },
  results: PipelineResults,
): Promise<Figure | AbsentFigure> {
  return figureKinds[spec.kind](spec, results);
}
