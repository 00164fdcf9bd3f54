import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Engine, TracedFunction } from '@bcos-bench/engine';
import type { Network, Weights } from '@bcos-bench/models';

/** Rows and columns of a network's input. */
export const SIDE = 32;

/** What a network makes of N inputs, and the dynamic linear map that makes the explained logit of each. */
export interface DynamicLinearMaps {
  /** The class of the largest logit: [N]. */
  readonly prediction: Int32Array;
  /** The class whose logit is explained: [N]. */
  readonly explainedClass: Int32Array;
  /** [N, classes]. */
  readonly logits: Float32Array;
  /** W(x) in the shape of the inputs, [N, 32, 32, channels]: the explained logit is the sum of W(x) x, plus its bias. */
  readonly weights: Float32Array;
}

/** A network, traced for explanation. It holds memory until `dispose()`. */
export interface DynamicLinearMapTrace {
  /** Channels of the network's input. */
  readonly channels: number;
  /**
   * The maps of `inputs`, [N, 32, 32, channels], encoded and in [0,1]; they do not depend on how they are batched.
   * @param report called after every batch with the number of inputs that are done
   */
  mapsOf(inputs: Float32Array, report?: (done: number) => void): DynamicLinearMaps;
  dispose(): void;
}

/** What to trace. */
export interface ExplainedNetwork {
  readonly network: Network;
  readonly weights: Weights;
  /** The class whose logit is explained, or null for the predicted one of each input. */
  readonly explainedClass: number | null;
  /** Inputs that are computed together. */
  readonly batch: number;
}

/**
 * Traces the dynamic linear map of a network: the gradient of one logit with respect to the input, in explanation mode.
 * For a network without B-cos layers that is the plain gradient.
 */
export function traceDynamicLinearMap(engine: Engine, explained: ExplainedNetwork): DynamicLinearMapTrace {
  const { channels } = explained.network;
  const shape: Tensor4D['shape'] = [explained.batch, SIDE, SIDE, channels];
  const example = tf.zeros(shape);
  const trace = engine.trace((x) => explainBatch(explained, ofRank4(x)), [example]);
  example.dispose();
  return {
    channels,
    mapsOf: (inputs, report = () => undefined) => {
      const maps = runBatches(trace, shape, inputs, report);
      const { prediction } = maps;
      const fixed = explained.explainedClass;
      return { ...maps, explainedClass: fixed === null ? prediction : new Int32Array(prediction.length).fill(fixed) };
    },
    dispose: () => trace.dispose(),
  };
}

/** Predictions, logits and maps of one batch. The logits stand here twice; TensorFlow's optimiser computes them once. */
function explainBatch({ network, weights, explainedClass }: ExplainedNetwork, x: Tensor4D): Tensor[] {
  const logits = network.logits(x, weights, 'explain');
  const [count, classes] = logits.shape;
  const prediction = tf.argMax<Tensor1D>(logits, 1);
  const explained = explainedClass === null ? prediction : tf.fill([count], explainedClass, 'int32');
  const chosen = tf.cast(tf.oneHot(explained, classes), 'float32');
  const logit = (input: Tensor4D): Tensor => tf.sum(tf.mul(network.logits(input, weights, 'explain'), chosen));
  return [prediction, logits, tf.grad((input) => logit(ofRank4(input)))(x)];
}

const isRank4 = (x: Tensor): x is Tensor4D => x.rank === 4;

/** The tensor itself: a reshape would hide from TensorFlow's optimiser that two ops have the same input. */
function ofRank4(x: Tensor): Tensor4D {
  if (!isRank4(x)) throw new RangeError(`an input of rank ${x.rank}, not 4`);
  return x;
}

/** What the trace computes. */
type BatchValues = Omit<DynamicLinearMaps, 'explainedClass'>;

function runBatches(
  trace: TracedFunction,
  shape: Tensor4D['shape'],
  inputs: Float32Array,
  report: (done: number) => void,
): BatchValues {
  const [batch] = shape;
  const size = tf.util.sizeFromShape(shape) / batch;
  const count = inputs.length / size;
  const predictions: number[] = [];
  const logits: number[] = [];
  const weights = new Float32Array(inputs.length);
  for (let at = 0; at < count; at += batch) {
    const rows = Math.min(batch, count - at);
    // A trace takes whole batches: the last one is filled up with black.
    const padded = new Float32Array(batch * size);
    padded.set(inputs.subarray(at * size, (at + rows) * size));
    const values = runBatch(trace, padded, shape);
    predictions.push(...values.prediction.subarray(0, rows));
    logits.push(...values.logits.subarray(0, (values.logits.length / batch) * rows));
    weights.set(values.weights.subarray(0, rows * size), at * size);
    report(at + rows);
  }
  return { prediction: Int32Array.from(predictions), logits: Float32Array.from(logits), weights };
}

function runBatch(trace: TracedFunction, inputs: Float32Array, shape: Tensor4D['shape']): BatchValues {
  const x = tf.tensor4d(inputs, shape);
  const outputs = trace.run([x]);
  const [prediction, logits, weights] = outputs;
  if (prediction === undefined || logits === undefined || weights === undefined) {
    throw new Error('the trace has lost an output');
  }
  const values = {
    prediction: prediction.dataSync<'int32'>(),
    logits: logits.dataSync<'float32'>(),
    weights: weights.dataSync<'float32'>(),
  };
  tf.dispose([x, ...outputs]);
  return values;
}
