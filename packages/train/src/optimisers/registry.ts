import type { OptimiserName } from '../recipe.js';
import { adam } from './adam.js';
import { adamw } from './adamw.js';
import type { Optimiser } from './optimiser.js';
import { sgd } from './sgd.js';

/** Every optimiser by name. */
export const optimisers: Readonly<Record<OptimiserName, Optimiser>> = { adam, adamw, sgd };
