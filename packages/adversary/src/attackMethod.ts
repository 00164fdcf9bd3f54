import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { AttackOptionName, AttackOptionValues } from '@bcos-bench/vocabulary';
import type { Ball, Length } from './ball.js';

/** Where a method has got to: named tensors with a row for each of N images. `x` [N,H,W,C] is the current iterate, in the attacked space. */
export type MethodState = Readonly<Record<string, Tensor>> & { readonly x: Tensor4D };

/** What the network says of the current iterates. */
export interface Evaluation {
  /** [N,classes]. */
  readonly logits: Tensor2D;
  /** The loss [N], with its sign turned where the attack descends it: higher is better for the attack. */
  readonly score: Tensor1D;
}

/** The same with the gradient [N,H,W,C] of each image's own score. */
export interface GradientEvaluation extends Evaluation {
  readonly gradient: Tensor4D;
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
}

/** Options that are numbers, and those that are words: a graph takes the former as inputs, and is traced anew for the latter. */
export type NumberOption = {
  [Name in AttackOptionName]: NonNullable<AttackOptionValues[Name]> extends number ? Name : never;
}[AttackOptionName];
export type WordOptions = Omit<AttackOptionValues, NumberOption>;

/** What all methods of attack have. A method is pure tensor code, which is traced once; each image's row depends on no other row. */
interface AnyMethod {
  /** Whether each image draws standard normal numbers of its own shape in every iteration, of (seed, image, restart, iteration). */
  readonly noise: boolean;
  /** The state at the first iterates `start`, of an attack or of a restart. */
  init(start: Tensor4D): MethodState;
}

/** A method that climbs the gradient. */
export interface GradientMethod<State extends MethodState = MethodState> extends AnyMethod {
  readonly needs: 'gradient';
  init(start: Tensor4D): State;
  /** The state at the next iterates. `noise` [N,H,W,C] is there for methods that draw some. */
  step(state: State, seen: GradientEvaluation, space: SearchSpace, noise: Tensor4D | null): State;
}

/** A method that looks at logits alone: no gradient is ever computed for it. */
export interface LogitsMethod<State extends MethodState = MethodState> extends AnyMethod {
  readonly needs: 'logits';
  init(start: Tensor4D): State;
  /** The state at the next iterates. `noise` [N,H,W,C] is there for methods that draw some. */
  step(state: State, seen: Evaluation, space: SearchSpace, noise: Tensor4D | null): State;
}

/** A method of attack: how it moves the iterates of a batch. Which iterate is kept, restarts and stopping early are not its concern. */
export type AttackMethod = GradientMethod | LogitsMethod;
