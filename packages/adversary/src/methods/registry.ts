import type { AttackName } from '@bcos-bench/vocabulary';
import type { AttackMethod } from '../attackMethod.js';
import { gaussianNoise } from './gaussianNoise.js';
import { miFgsm } from './miFgsm.js';
import { fgsm, pgd } from './pgd.js';
import { pgdHalving } from './pgdHalving.js';

/** The computation of every method that `attackDescriptions` describes. */
export const attackMethods: Readonly<Record<AttackName, AttackMethod>> = {
  pgd,
  fgsm,
  'mi-fgsm': miFgsm,
  'pgd-halving': pgdHalving,
  'gaussian-noise': gaussianNoise,
};
