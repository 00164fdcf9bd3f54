import type { AttackPlan } from './attackPlan.js';

/** How an attack goes where nothing more is asked for: untargeted, once, from the image. */
export const plainProtocol = {
  rescale: false,
  target: null,
  targetClass: null,
  randomStart: false,
  restarts: 1,
  round: false,
} as const satisfies Partial<AttackPlan>;
