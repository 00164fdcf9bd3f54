import type { GradientMethod } from '../attackMethod.js';
import { hidden } from '../explanation/objectives/hidden.js';
import { apgd, type AutoPgdState } from './apgd/apgd.js';

/** Auto-PGD that takes the positive contribution away from a region. */
export const hideRegion: GradientMethod<AutoPgdState> = { ...apgd, objective: hidden };
