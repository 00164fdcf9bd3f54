import { parseEpsilon } from '@bcos-bench/stage';
import type { AttackPlan } from '../attackPlan.js';

/** PGD in l-inf 8/255 with 20 steps, all else as it is unless asked for. */
export const plainPlan: AttackPlan = {
  attack: 'pgd',
  norm: 'linf',
  eps: parseEpsilon('8/255'),
  steps: 20,
  stepSize: 0.01,
  decay: null,
  threat: 'encoded',
  loss: 'bce',
  target: null,
  targetClass: null,
  randomStart: false,
  restarts: 1,
  useBest: true,
  stopEarly: false,
  seed: 0,
};
