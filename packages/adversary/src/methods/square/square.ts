import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { at, usualNorm } from '@bcos-bench/vocabulary';
import type { LogitsMethod, MethodState } from '../../attackMethod.js';
import { proposals, type DrawnForProposal } from './proposals.js';
import { squareStart } from './squareStart.js';
import { windowSide } from './windowSide.js';

/** The best iterate so far and its score [N]. The current iterate is a proposal. */
type SquareState = MethodState & Readonly<{ best: Tensor4D; bestScore: Tensor1D }>;

/** Two numbers for each of two places, and one for the turn; then one for each channel. */
const DRAWN_FOR_IMAGE = 5;

/** Square Attack (Andriushchenko et al. 2020): random search by square windows that shrink. It keeps a proposal that raises the score. */
export const square: LogitsMethod<SquareState> = {
  needs: 'logits',
  draws: { kind: 'uniform', shape: ([, , channels]) => [DRAWN_FOR_IMAGE + channels] },
  start: squareStart,
  init: (x) => ({ x: tf.clone(x), best: tf.clone(x), bestScore: tf.fill([x.shape[0]], Number.NEGATIVE_INFINITY) }),
  step: (state, { score }, space, noise) => {
    if (noise === null) throw new Error('square is given no random numbers');
    const isBest: Tensor1D = tf.greater(score, state.bestScore);
    const best = tf.where(tf.reshape(isBest, [-1, 1, 1, 1]), state.x, state.best);
    const bestScore = tf.where(isBest, score, state.bestScore);
    const [, rows, columns] = best.shape;
    const { step, steps } = space;
    const norm = usualNorm(space.ball.norm);
    const side = windowSide(norm, { step, steps, firstShare: space.number('p-init') }, rows, columns);
    return { x: proposals[norm](best, side, drawn(noise), space), best, bestScore };
  },
};

function drawn(noise: Tensor): DrawnForProposal {
  const [size, length] = [at(noise.shape, 0), at(noise.shape, 1)];
  const numbers = (from: number, count: number): Tensor4D =>
    tf.reshape(tf.slice(noise, [0, from], [size, count]), [size, 1, 1, count]);
  return {
    place: [numbers(0, 1), numbers(1, 1)],
    otherPlace: [numbers(2, 1), numbers(3, 1)],
    turn: numbers(4, 1),
    signs: numbers(DRAWN_FOR_IMAGE, length - DRAWN_FOR_IMAGE),
  };
}
