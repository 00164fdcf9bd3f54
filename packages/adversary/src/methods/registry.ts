import type { AttackName } from '@bcos-bench/vocabulary';
import type { AttackMethod } from '../attackMethod.js';
import { gaussianNoise } from './gaussianNoise.js';
import { miFgsm } from './miFgsm.js';
import { pgd } from './pgd.js';
import { pgdHalving } from './pgdHalving.js';

/** The computation of every method that `attackDescriptions` describes. */
export const attackMethods: Readonly<Record<AttackName, AttackMethod>> = {
  pgd,
  // One step of PGD: the registry's description gives it a step size of eps and one step.
  fgsm: pgd,
  'mi-fgsm': miFgsm,
  'pgd-halving': pgdHalving,
  'gaussian-noise': gaussianNoise,
};
