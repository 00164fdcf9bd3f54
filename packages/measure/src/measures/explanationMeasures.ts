import type { ExplanationMeasureName } from '@bcos-bench/vocabulary';
import type { Measure } from '../subject.js';
import { classRandomisation } from './classRandomisation.js';
import { completeness } from './completeness.js';
import { efficientMprt } from './efficientMprt.js';
import { entropy } from './entropy.js';
import { faithfulnessCorrelation } from './faithfulnessCorrelation.js';
import { gridPointing } from './gridPointing.js';
import { localLipschitz } from './localLipschitz.js';
import { mprt } from './mprt.js';
import { leastImportantFirst, mostImportantFirst } from './pixelPerturbation.js';
import {
  relativeInputStability,
  relativeOutputStability,
  relativeRepresentationStability,
} from './relativeStability.js';
import { deletion, insertion } from './removalCurve.js';
import { averageSensitivity, maxSensitivity } from './sensitivity.js';
import { smoothMprt } from './smoothMprt.js';
import { sparseness } from './sparseness.js';

/** The measures by name; `measureDescriptions` of `vocabulary` says what each is. */
export const explanationMeasures: Readonly<Record<ExplanationMeasureName, Measure>> = {
  'grid-pointing-2x2': gridPointing(2),
  'grid-pointing-3x3': gridPointing(3),
  deletion,
  insertion,
  'most-important-first': mostImportantFirst,
  'least-important-first': leastImportantFirst,
  'faithfulness-correlation': faithfulnessCorrelation,
  'max-sensitivity': maxSensitivity,
  'average-sensitivity': averageSensitivity,
  'local-lipschitz': localLipschitz,
  'relative-input-stability': relativeInputStability,
  'relative-output-stability': relativeOutputStability,
  'relative-representation-stability': relativeRepresentationStability,
  sparseness,
  entropy,
  mprt,
  'efficient-mprt': efficientMprt,
  'smooth-mprt': smoothMprt,
  'class-randomisation': classRandomisation,
  completeness,
};
