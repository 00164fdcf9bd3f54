import { z } from 'zod';
import { accuracyAgainstEps } from './accuracyAgainstEps.js';
import { accuracyAgainstSteps } from './accuracyAgainstSteps.js';
import { againstB } from './againstB.js';
import { confusion } from './confusion.js';
import { distanceHistogram } from './distanceHistogram.js';
import { explanations } from './explanations.js';
import type { FigureNeed } from './figureKind.js';
import { mapShares } from './mapShares.js';
import { measures } from './measures.js';
import { noise } from './noise.js';
import { radiusCurve } from './radiusCurve.js';
import { trainingCurves } from './trainingCurves.js';
import { transfer } from './transfer.js';

/** Every kind of figure, by its name in a pipeline's file. `report` draws them, a row each. */
const figureKinds = {
  'training-curves': trainingCurves,
  explanations,
  noise,
  'accuracy-against-eps': accuracyAgainstEps,
  'accuracy-against-steps': accuracyAgainstSteps,
  confusion,
  'distance-histogram': distanceHistogram,
  'radius-curve': radiusCurve,
  'against-b': againstB,
  transfer,
  measures,
  'map-shares': mapShares,
};

const [first = trainingCurves.schema, ...others] = Object.values(figureKinds).map(({ schema }) => schema);
export const figureSchema = z.discriminatedUnion('kind', [first, ...others]);
export type FigureSpec = z.infer<typeof figureSchema>;

type OfKind<Kind extends FigureSpec['kind']> = Extract<FigureSpec, { kind: Kind }>;
/** The compiler holds each row's name to the one in its schema. */
const needs: {
  readonly [Kind in FigureSpec['kind']]: { readonly needs: (figure: OfKind<Kind>) => readonly FigureNeed[] };
} = figureKinds;

/** What a figure is drawn from. */
export function figureNeeds<Kind extends FigureSpec['kind']>(
  figure: OfKind<Kind> & { kind: Kind },
): readonly FigureNeed[] {
  return needs[figure.kind].needs(figure);
}
