import type { AttackNorm } from '@bcos-bench/vocabulary';
import type { Ball } from './ball.js';
import { l1Ball } from './l1Ball.js';
import { l2Ball } from './l2Ball.js';
import { linfBall } from './linfBall.js';

/** The balls by their norm's name. */
export const balls: Readonly<Record<AttackNorm, Ball>> = { linf: linfBall, l2: l2Ball, l1: l1Ball };
