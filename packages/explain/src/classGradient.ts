import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { chainsFor, inChains, traceNamed, type Engine } from '@bcos-bench/engine';
import { imageBatch } from '@bcos-bench/models';
import { numbersOf, type TensorShape } from '@bcos-bench/vocabulary';
import type { Backward, LogitsOf } from './backward.js';
import { traceLogits, type ForwardNetwork, type LogitTrace } from './logitTrace.js';
import { trueGradient } from './methods/trueGradient.js';

/** What a network makes of N inputs, and the gradient of one logit of each. */
export interface ClassGradients {
  /** The class of the largest logit: [N]. */
  readonly prediction: Int32Array;
  /** The class whose logit is differentiated: [N]. */
  readonly explainedClass: Int32Array;
  /** [N, classes]. */
  readonly logits: Float32Array;
  /** Of the explained logit with respect to the input: [N, rows, columns, channels]. */
  readonly gradient: Float32Array;
}

/** A network, traced for the gradients of its logits. It holds memory until `dispose()`. */
export interface ClassGradientTrace {
  /** Of the network's input. */
  readonly shape: TensorShape;
  /** How many inputs it takes at a time. */
  readonly batch: number;
  /**
   * Logits and gradients at `inputs`; those of one input do not depend on the others.
   * @param inputs [N, rows, columns, channels] with N at most `batch`
   * @param classes the class to explain of each input, or PREDICTED for the one of its largest logit: [N]
   */
  at(inputs: Float32Array, classes: Int32Array): ClassGradients;
  /**
   * The logits alone, which is faster.
   * @param inputs [N, rows, columns, channels] with N at most `batch`
   * @returns [N, classes]
   */
  logits(inputs: Float32Array): Float32Array;
  dispose(): void;
}

/** Stands for the class that is predicted for an input, where a class is asked for. */
export const PREDICTED = -1;

/** What to trace: `evaluate` for the true gradient; `explain` for that of explanation mode, which is W(x) in a B-cos network. */
export interface DifferentiatedNetwork extends ForwardNetwork {
  /** What a method has in place of the gradient; the gradient itself unless given. */
  readonly backward?: Backward;
}

/** Traces logits, predictions and the gradient of one logit an input. */
export function traceClassGradient(engine: Engine, differentiated: DifferentiatedNetwork): ClassGradientTrace {
  const { batch, shape } = differentiated;
  const batchOf = (inputs: Float32Array, classes: Int32Array): Inputs => ({
    // A trace takes whole batches: the last one is filled up with black.
    x: imageBatch([inputs], batch, shape),
    classes: tf.tensor1d(filledUp(classes, new Int32Array(batch)), 'int32'),
  });
  const example = batchOf(new Float32Array(), new Int32Array());
  const ofPart = (inputs: Inputs): Outputs => gradientsOf(differentiated, inputs);
  const trace = traceNamed(engine, inChains(ofPart, chainsFor(batch, engine.threads)), example);
  tf.dispose(example);
  let forward: LogitTrace | null = null;
  return {
    shape,
    batch,
    at: (inputs, classes) => {
      const given = batchOf(inputs, classes);
      const found = trace.run(given);
      const rows = classes.length;
      const values = {
        prediction: found.prediction.dataSync<'int32'>().slice(0, rows),
        explainedClass: found.explainedClass.dataSync<'int32'>().slice(0, rows),
        logits: found.logits.dataSync<'float32'>().slice(0, (found.logits.size / batch) * rows),
        gradient: found.gradient.dataSync<'float32'>().slice(0, rows * numbersOf(shape)),
      };
      tf.dispose([given, found]);
      return values;
    },
    logits: (inputs) => {
      // Most methods never ask for logits alone.
      forward ??= traceLogits(engine, differentiated);
      return forward.at(inputs);
    },
    dispose: () => {
      trace.dispose();
      forward?.dispose();
    },
  };
}

type Inputs = Readonly<{ x: Tensor4D; classes: Tensor1D }>;

type Outputs = Readonly<{ prediction: Tensor1D; explainedClass: Tensor1D; logits: Tensor2D; gradient: Tensor4D }>;

/** The logits stand here twice; TensorFlow's optimiser computes them once. */
function gradientsOf(
  { network, weights, mode, backward = trueGradient }: DifferentiatedNetwork,
  { x, classes }: Inputs,
): Outputs {
  const logits = network.logits(x, weights, mode);
  const prediction = tf.argMax<Tensor1D>(logits, 1);
  const explainedClass = tf.where<Tensor1D>(tf.equal(classes, PREDICTED), prediction, classes);
  const chosen = tf.cast(tf.oneHot(explainedClass, logits.shape[1]), 'float32');
  const logitsOf: LogitsOf = (input, given) => network.logits(input, weights, mode, given);
  return { prediction, explainedClass, logits, gradient: backward(logitsOf, x, chosen) };
}

function filledUp<Values extends Float32Array | Int32Array>(values: Values, whole: Values): Values {
  whole.set(values);
  return whole;
}
