import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { PassInputs } from '@bcos-bench/models';

/** The logits [N, classes] of inputs. */
export type LogitsOf = (x: Tensor4D, inputs?: PassInputs) => Tensor2D;

/**
 * The gradient of the sum of the chosen logits with respect to the inputs, or what a method has in its place; traced.
 * @param chosen [N, classes]: 1 at the explained class of each input, 0 elsewhere
 * @returns in the shape of x
 * @throws Fault where the network has not what the method needs
 */
export type Backward = (logits: LogitsOf, x: Tensor4D, chosen: Tensor) => Tensor4D;
