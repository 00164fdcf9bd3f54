import type { MethodName } from '@bcos-bench/vocabulary';
import type { AttackMethod } from '../attackMethod.js';
import { apgd } from './apgd/apgd.js';
import { l1Apgd } from './apgd/l1Apgd.js';
import { bringMap } from './bringMap.js';
import { ddn } from './ddn.js';
import { fmn } from './fmn.js';
import { fab } from './fab/fab.js';
import { fabTargeted } from './fab/fabTargeted.js';
import { gaussianNoise } from './gaussianNoise.js';
import { hideRegion } from './hideRegion.js';
import { keepMap } from './keepMap.js';
import { miFgsm } from './miFgsm.js';
import { moveMap } from './moveMap.js';
import { moveMapNoise } from './moveMapNoise.js';
import { pgd } from './pgd.js';
import { pgdHalving } from './pgdHalving.js';
import { square } from './square/square.js';

/** The computation of every method that `attackDescriptions` describes. */
export const attackMethods: Readonly<Record<MethodName, AttackMethod>> = {
  pgd,
  // One step of PGD: the registry's description gives it a step size of eps and one step.
  fgsm: pgd,
  'mi-fgsm': miFgsm,
  'pgd-halving': pgdHalving,
  'gaussian-noise': gaussianNoise,
  apgd,
  // Auto-PGD, too: its row has the targeted loss.
  'apgd-t': apgd,
  'l1-apgd': l1Apgd,
  'l1-apgd-t': l1Apgd,
  fmn,
  ddn,
  fab,
  'fab-t': fabTargeted,
  square,
  'move-map': moveMap,
  'move-map-noise': moveMapNoise,
  'bring-map': bringMap,
  'hide-region': hideRegion,
  'keep-map': keepMap,
};
