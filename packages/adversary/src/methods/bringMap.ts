import type { GradientMethod } from '../attackMethod.js';
import { brought } from '../explanation/objectives/brought.js';
import { apgd, type AutoPgdState } from './apgd/apgd.js';

/** Auto-PGD that turns the contribution map towards a given one. */
export const bringMap: GradientMethod<AutoPgdState> = { ...apgd, objective: brought };
