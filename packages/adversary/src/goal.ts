import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { AttackLoss } from './attackLoss.js';

/** The classes of a batch, one-hot [N,C]: the right one, and the target (of no meaning to an untargeted attack). */
export type Classes = Readonly<{ onehot: Tensor2D; target: Tensor2D }>;

/** What an attack wants of a network's logits [N,C]. */
export interface Goal {
  /** The loss [N] as it is reported. */
  readonly loss: (loss: AttackLoss, logits: Tensor2D, classes: Classes) => Tensor1D;
  /** 1 where the loss is climbed, -1 where it is descended. */
  readonly direction: 1 | -1;
  /** Whether [N] images are where the attack wants them. */
  readonly reached: (logits: Tensor2D, classes: Classes) => Tensor1D;
}

const classOf = (scores: Tensor2D): Tensor => tf.argMax(scores, 1);

/** Any class but the right one. */
const untargeted: Goal = {
  loss: ({ away }, logits, { onehot }) => away(logits, onehot),
  direction: 1,
  reached: (logits, { onehot }) => tf.notEqual(classOf(logits), classOf(onehot)),
};

/** The target class and no other. */
const targeted: Goal = {
  loss: ({ towards }, logits, { onehot, target }) => towards(logits, onehot, target),
  direction: -1,
  reached: (logits, { target }) => tf.equal(classOf(logits), classOf(target)),
};

/** Any class but the right one, on the way to the target class. */
const ranked: Goal = { ...targeted, reached: untargeted.reached };

/** The goals by name. */
export const goals = { untargeted, targeted, ranked } as const satisfies Record<string, Goal>;
