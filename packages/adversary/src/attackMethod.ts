import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { AttackNorm, AttackOptionName, AttackOptionValues, Epsilon, TensorShape } from '@bcos-bench/vocabulary';
import type { RandomStream } from '@bcos-bench/random';
import type { Ball, Length } from './ball.js';
import type { Boundaries } from './boundary.js';
import type { MapObjective } from './explanation/mapObjective.js';
import type { Classes } from './goal.js';

/** Where a method has got to: named tensors with a row for each of N images. `x` [N,H,W,C] is the current iterate, in the attacked space. */
export type MethodState = Readonly<Record<string, Tensor>> & { readonly x: Tensor4D };

/** What the network says of the current iterates. */
export interface Evaluation {
  /** [N,classes]. */
  readonly logits: Tensor2D;
  /** The loss [N], with its sign turned where the attack descends it, or how near the objective is: higher is better for the attack. */
  readonly score: Tensor1D;
}

/** The same with the gradient [N,H,W,C] of each image's own score. */
export interface GradientEvaluation extends Evaluation {
  readonly gradient: Tensor4D;
}

/** The same with the boundaries to all wrong classes. */
export interface AllGradientsEvaluation extends Evaluation {
  readonly boundaries: Boundaries;
}

/** Where iterates may lie, and the options of the attack. */
export interface SearchSpace {
  readonly ball: Ball;
  /** The radius, in units of [0,1]. */
  readonly eps: Length;
  /** The clean images [N,H,W,C] in the attacked space. */
  readonly origin: Tensor4D;
  /**
   * The value of an option of the method that is a number: one for all images, or one for each as [N,1,1,1].
   * @throws RangeError where the method has no such option
   */
  readonly number: (option: NumberOption) => Length;
  /** Options that are words. */
  readonly words: WordOptions;
  readonly classes: Classes;
  /** Whether [N] logits [N,classes] are what the attack wants. */
  readonly reached: (logits: Tensor2D) => Tensor1D;
  /** Which iterate each image is at, 0 for the first, and how many steps it has: one number for all images, or [N,1,1,1]. */
  readonly step: Length;
  readonly steps: Length;
}

/** Options that are numbers, and those that are words: a graph takes the former as inputs, and is traced anew for the latter. */
export type NumberOption = {
  [Name in AttackOptionName]: NonNullable<AttackOptionValues[Name]> extends number ? Name : never;
}[AttackOptionName];
export type WordOptions = Omit<AttackOptionValues, NumberOption>;

/** Random numbers that each image draws in every iteration, of (seed, image, restart, iteration): standard normal, or uniform in [0,1]. */
export interface Draws {
  readonly kind: 'normal' | 'uniform';
  /** Their shape for an image of a shape; the method is given [N, ...shape]. */
  readonly shape: (image: TensorShape) => readonly number[];
}

/** Where a method begins, in place of a random point of the ball. */
export interface OwnStart {
  /** Whether it begins there always, where a random start is asked for, or in all restarts but the first, which begins at the image. */
  readonly when: 'always' | 'where asked' | 'in restarts';
  /** The perturbation of one image, within the ball. */
  readonly perturbation: (random: RandomStream, image: TensorShape, norm: AttackNorm, eps: Epsilon) => Float32Array;
}

/** What all methods of attack have. A method is pure tensor code, which is traced once; each image's row depends on no other row. */
interface AnyMethod {
  /** What it draws; null where it draws nothing. */
  readonly draws: Draws | null;
  /** Its own start; null where it is that of every other, and 'the image' where it can begin nowhere else. */
  readonly start: OwnStart | 'the image' | null;
  /** What it wants of the explanation; an attack on the class alone has none. */
  readonly objective?: MapObjective;
  /** The state at the first iterates `start`, of an attack or of a restart. */
  init(start: Tensor4D): MethodState;
}

/** A method that climbs the gradient. */
export interface GradientMethod<State extends MethodState = MethodState> extends AnyMethod {
  readonly needs: 'gradient';
  init(start: Tensor4D): State;
  /** The state at the next iterates. `noise` [N, ...] is what the method draws. */
  step(state: State, seen: GradientEvaluation, space: SearchSpace, noise: Tensor | null): State;
}

/** A method that looks at logits alone: no gradient is ever computed for it. */
export interface LogitsMethod<State extends MethodState = MethodState> extends AnyMethod {
  readonly needs: 'logits';
  init(start: Tensor4D): State;
  /** The state at the next iterates. `noise` [N, ...] is what the method draws. */
  step(state: State, seen: Evaluation, space: SearchSpace, noise: Tensor | null): State;
}

/** A method that looks at the boundaries to all wrong classes: a gradient for each of them in every step. */
export interface AllGradientsMethod<State extends MethodState = MethodState> extends AnyMethod {
  readonly needs: 'all gradients';
  init(start: Tensor4D): State;
  /** The state at the next iterates. `noise` [N, ...] is what the method draws. */
  step(state: State, seen: AllGradientsEvaluation, space: SearchSpace, noise: Tensor | null): State;
}

/** A method of attack: how it moves the iterates of a batch. Which iterate is kept, restarts and stopping early are not its concern. */
export type AttackMethod = GradientMethod | AllGradientsMethod | LogitsMethod;
