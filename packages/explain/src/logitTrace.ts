import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { chainsFor, inChains, traceNamed, type Engine } from '@bcos-bench/engine';
import { imageBatch, type Mode, type Network, type Weights } from '@bcos-bench/models';
import { numbersOf, type TensorShape } from '@bcos-bench/vocabulary';

/** A network, traced for its logits. It holds memory until `dispose()`. */
export interface LogitTrace {
  /**
   * Logits of some inputs; those of one input do not depend on the others.
   * @param inputs [N, rows, columns, channels] with N at most the batch that was traced
   * @returns [N, classes]
   */
  at(inputs: Float32Array): Float32Array;
  dispose(): void;
}

/** What to trace. */
export interface ForwardNetwork {
  readonly network: Network;
  readonly weights: Weights;
  readonly mode: Exclude<Mode, 'train'>;
  /** Of an image as the network gets it. */
  readonly shape: TensorShape;
  /** Inputs that are computed together. */
  readonly batch: number;
}

/** Traces logits alone. */
export function traceLogits(engine: Engine, { network, weights, mode, shape, batch }: ForwardNetwork): LogitTrace {
  const example = { x: imageBatch([], batch, shape) };
  const ofPart = ({ x }: { readonly x: Tensor4D }): Readonly<{ logits: Tensor2D }> => ({
    logits: network.logits(x, weights, mode),
  });
  const trace = traceNamed(engine, inChains(ofPart, chainsFor(batch, engine.threads)), example);
  tf.dispose(example);
  const size = numbersOf(shape);
  return {
    at: (inputs) => {
      const given = { x: imageBatch([inputs], batch, shape) };
      const { logits } = trace.run(given);
      const found = logits.dataSync<'float32'>().slice(0, (logits.size / batch) * (inputs.length / size));
      tf.dispose([given, logits]);
      return found;
    },
    dispose: () => trace.dispose(),
  };
}
