import type { ExplanationTask } from './explanationTask.js';

/** One image that is to be attacked. */
export interface Task {
  /** Its place among the images of this attack, from 0. */
  readonly place: number;
  /** Its number in its split. */
  readonly index: number;
  readonly label: number;
  /** The class that it is to be taken for; of no meaning to an untargeted attack. */
  readonly target: number;
  /** The clean image in the attacked space: rows, columns, channels. */
  readonly origin: Float32Array;
  readonly clean: ImageEvaluation;
  /** What its logits are divided by before the loss: the spread of the clean ones, or 1 where the attack does not rescale. */
  readonly spread: number;
  /** What earlier members of an ensemble made of it, where there were any: it withstood them. */
  readonly earlier: Attacked | null;
  /** What an attack on its explanation is given; null in any other. */
  readonly explanation: ExplanationTask | null;
}

/** What the network makes of one image. */
export interface ImageEvaluation {
  readonly logits: readonly number[];
  /** The loss that the attack follows, of the right class or of the target. */
  readonly loss: number;
  /** The class of the largest logit, the first of equals. */
  readonly prediction: number;
}

/** An image whose attack is over. */
export interface Attacked {
  readonly task: Task;
  /** The kept iterate in the attacked space. */
  readonly values: Float32Array;
  /** Its step and its restart. */
  readonly step: number;
  readonly restart: number;
  /** The first iterate that reached the goal, in the first restart that had one; null where none did. */
  readonly firstReached: number | null;
  /** The gradient at the first iterate; null where no step was taken, or the method takes no gradients. */
  readonly firstGradient: FirstGradient | null;
  /** Whether the attack is over because the goal is reached; an attack that does not stop there is not asked. */
  readonly reached: boolean;
  /** The member of an ensemble that reached the goal; null where none did, or the attack is no ensemble. */
  readonly brokenBy: string | null;
  /** How many of its iterates the network has seen, and how many gradients were taken. */
  readonly queries: number;
  readonly gradients: number;
}

/** What is known of the gradient at an image's first iterate. */
interface FirstGradient {
  /** Its l2 norm, of the image's own loss. */
  readonly norm: number;
  /** Whether it is exactly 0 everywhere. */
  readonly isZero: boolean;
}
