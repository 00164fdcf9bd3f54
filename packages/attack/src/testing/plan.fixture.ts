import { parseEpsilon } from '@bcos-bench/vocabulary';
import type { MethodPlan } from '../plan/methodPlan.js';

/** PGD in l-inf 8/255 with 20 steps, all else as it is unless asked for. */
export const plainPlan: MethodPlan = {
  attack: 'pgd',
  norm: 'linf',
  eps: parseEpsilon('8/255'),
  steps: 20,
  options: { 'step-size': 0.01, 'gradient-scale': 'image' },
  threat: 'encoded',
  loss: 'bce',
  rescale: false,
  target: null,
  targetClass: null,
  randomStart: false,
  restarts: 1,
  useBest: true,
  stopEarly: false,
  round: false,
  seed: 0,
};
