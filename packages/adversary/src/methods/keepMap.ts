import type { GradientMethod } from '../attackMethod.js';
import { kept } from '../explanation/objectives/kept.js';
import { apgd, type AutoPgdState } from './apgd/apgd.js';

/** Auto-PGD that changes the prediction and keeps the contribution map. */
export const keepMap: GradientMethod<AutoPgdState> = { ...apgd, objective: kept };
