import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';

/**
 * What a forward pass is for: `evaluate` uses running statistics, `train` the batch's own, and `explain` is `evaluate` with
 * the factors of B-cos layers, and the variances of norms, as constants to the gradient, so that the gradient of a logit is
 * its dynamic linear map. `linearised` is for `linearised()` alone: the batch is points and as many other inputs, and a layer that
 * bends is for the latter the linear map that it is at the points.
 */
export type Mode = 'evaluate' | 'train' | 'explain' | 'linearised';

/** One array that a layer needs, under PyTorch's name and in PyTorch's layout. */
export interface ParameterSpec {
  readonly name: string;
  /** OIHW for kernels, [O, I] for matrices, [C] for vectors; any for an array of an ONNX file, which keeps its layout. */
  readonly shape: readonly number[];
  readonly role: 'kernel' | 'matrix' | 'vector' | 'statistic' | 'array';
  readonly start: Start;
  /** The fan in of the convolution or matrix that it is a bias of, which its shape does not show. */
  readonly fanIn?: number;
}

/** How an array begins: see `initialWeights`. */
export type Start =
  'kaiming-normal' | 'kaiming-normal-fan-in' | 'uniform-fan-in' | 'narrow-normal' | 'layer-scale' | 'ones' | 'zeros';

/** A forward pass under way: its mode, its weights, and what it learns of running statistics. */
export interface ForwardPass {
  readonly mode: Mode;
  /** A kernel [k,k,I,O] by its parameter's name. */
  kernel(name: string): Tensor4D;
  /** A matrix [I,O] by its parameter's name. */
  matrix(name: string): Tensor2D;
  /** A vector or statistic [C] by its parameter's name. */
  vector(name: string): Tensor1D;
  /** An array of any shape, as its file has it. */
  array(name: string): Tensor;
  /**
   * Takes the batch's own mean or variance for a running statistic, in a training pass; which variance, biased or not, is
   * the norm's affair. A statistic that is not observed stays as it is. The tensor is disposed of after the call.
   */
  observe(name: string, value: Tensor): void;
  /**
   * Sees the last feature maps [N,H,W,C], before they are averaged and scored, and gives what the pass continues with. Networks
   * that have no such maps do not call it.
   */
  features(maps: Tensor4D): Tensor4D;
  /**
   * Sees the feature maps [N,H,W,C] after each block, and gives what the pass continues with. Residual networks call it.
   * @param name of the block, as its arrays begin, such as `layer1.0`
   */
  block(maps: Tensor4D, name: string): Tensor4D;
}

/** A part of a network: the arrays it needs, and what it does to feature maps [N,H,W,C]. */
export interface Layer {
  readonly parameters: readonly ParameterSpec[];
  readonly apply: (x: Tensor4D, pass: ForwardPass) => Tensor4D;
}

/** Layers one after the other. */
export function sequential(layers: readonly Layer[]): Layer {
  return {
    parameters: layers.flatMap((layer) => layer.parameters),
    apply: (x, pass) => layers.reduce((h, layer) => layer.apply(h, pass), x),
  };
}

/** The arrays of an architecture and how they score encoded input. */
export interface NetworkBody {
  readonly parameters: readonly ParameterSpec[];
  /**
   * Scores [N,classes] of the network's input [N,rows,columns,channels], in [0,1] or normalised as the model says: what the logit
   * layer makes logits of.
   */
  readonly scores: (x: Tensor4D, pass: ForwardPass) => Tensor2D;
}
