import * as tf from '@tensorflow/tfjs-core';
import { batchSizeFor, type Engine } from '@bcos-bench/engine';
import {
  attributeImages,
  inBatches,
  traceClassGradient,
  traceLogits,
  type AttributedImages,
  type AttributionPlan,
  type ClassGradientTrace,
  type ImageInputs,
} from '@bcos-bench/explain';
import type { Checkpoint } from '@bcos-bench/formats';
import type { Network, Weights } from '@bcos-bench/models';
import { batchFor, numbersOf, sameShape, type TensorShape } from '@bcos-bench/vocabulary';
import { traceBlockSplit, type BlockSplitTrace } from './detection/blockSplit.js';
import { traceFeatures, type FeatureTrace } from './featureTrace.js';
import { passCounter, type PassCounter } from './passCounter.js';
import { randomisedWeights } from './randomisedWeights.js';

/** Another form of a network that is explained. */
interface Variation {
  /** The shape of the inputs; that of the data unless given. */
  readonly shape?: TensorShape;
  /** How many of RANDOMISATIONS steps its layers are random; 0 unless given. */
  readonly depth?: number;
}

/** A network whose explanations are measured. It holds memory until `dispose()`. */
export interface NetworkUnderTest {
  readonly network: Network;
  /** Of its inputs. */
  readonly shape: TensorShape;
  /** Inputs that are computed together, at most. */
  readonly batch: number;
  /** What it has computed so far. */
  readonly passes: PassCounter;
  /** [N, classes] of inputs [N, rows, columns, channels]. */
  logits(inputs: Float32Array): Float32Array;
  /** The last feature maps of inputs, one after the other. @throws UsageFault where they are not known */
  features(inputs: Float32Array): Float32Array;
  /** @throws UsageFault where the method is not defined for the network */
  explain(plan: AttributionPlan, inputs: ImageInputs, variation?: Variation): AttributedImages;
  /** Splits what noise changes of a logit at each block; null where the network has none that it names. */
  blockSplit(plan: AttributionPlan): BlockSplitTrace | null;
  dispose(): void;
}

/** What is measured. */
export interface MeasuredCheckpoint {
  readonly checkpoint: Pick<Checkpoint, 'arrays'>;
  readonly network: Network;
  readonly weights: Weights;
  readonly shape: TensorShape;
  /** Inputs of that shape that are computed together, at most. */
  readonly batch: number;
  readonly seed: number;
}

/** A trace of gradients, and what it is of. */
interface Traced extends Required<Variation>, Pick<AttributionPlan['method'], 'mode' | 'backward'> {
  readonly trace: ClassGradientTrace;
}

/** Opens a network; what it computes is traced when it is first needed, and kept: most methods ask for the same gradient. */
export function openNetworkUnderTest(engine: Engine, measured: MeasuredCheckpoint): NetworkUnderTest {
  const { checkpoint, network, weights, shape, batch, seed } = measured;
  const passes = passCounter();
  const weightsAt = new Map([[0, weights]]);
  const traces: Traced[] = [];
  const forward = traceLogits(engine, { network, weights, mode: 'evaluate', shape, batch });
  let featureTrace: FeatureTrace | null = null;
  const splits = new Map<string, BlockSplitTrace | null>();

  const weightsOf = (depth: number): Weights => {
    const found = weightsAt.get(depth) ?? randomisedWeights(network, checkpoint, depth, seed);
    weightsAt.set(depth, found);
    return found;
  };

  const traceOf = (plan: AttributionPlan, wanted: Required<Variation>): ClassGradientTrace => {
    const { mode, backward } = plan.method;
    const known = traces.find(
      (other) =>
        other.mode === mode &&
        other.backward === backward &&
        other.depth === wanted.depth &&
        sameShape(other.shape, wanted.shape),
    );
    if (known !== undefined) return known.trace;
    const size = sameShape(wanted.shape, shape) ? batch : batchSizeFor(batchFor(wanted.shape, batch));
    const of = { network, weights: weightsOf(wanted.depth), mode, backward, shape: wanted.shape, batch: size };
    const trace = counted(traceClassGradient(engine, of), passes);
    traces.push({ mode, backward, ...wanted, trace });
    return trace;
  };

  return {
    network,
    shape,
    batch,
    passes,
    logits: (inputs) => {
      passes.add({ forward: inputs.length / numbersOf(shape), gradient: 0 });
      return inBatches(inputs, batch * numbersOf(shape), (part) => forward.at(part));
    },
    features: (inputs) => {
      passes.add({ forward: inputs.length / numbersOf(shape), gradient: 0 });
      featureTrace ??= traceFeatures(engine, { network, weights, mode: 'evaluate', shape, batch });
      const trace = featureTrace;
      return inBatches(inputs, batch * numbersOf(shape), (part) => trace.at(part));
    },
    explain: (plan, inputs, { shape: wanted = shape, depth = 0 } = {}) => {
      const attribute = plan.method.create(plan.settings);
      return attributeImages({ trace: traceOf(plan, { shape: wanted, depth }), attribute }, inputs);
    },
    blockSplit: ({ method: { mode } }) => {
      const found = splits.get(mode) ?? traceBlockSplit(engine, { network, weights, mode, shape, batch });
      splits.set(mode, found);
      return found;
    },
    dispose: () => {
      forward.dispose();
      for (const split of splits.values()) split?.dispose();
      featureTrace?.dispose();
      for (const { trace } of traces) trace.dispose();
      for (const tensors of weightsAt.values()) tf.dispose([...tensors.values()]);
    },
  };
}

function counted(trace: ClassGradientTrace, passes: PassCounter): ClassGradientTrace {
  return {
    ...trace,
    at: (inputs, classes) => {
      passes.add({ forward: 0, gradient: classes.length });
      return trace.at(inputs, classes);
    },
    logits: (inputs) => {
      passes.add({ forward: inputs.length / numbersOf(trace.shape), gradient: 0 });
      return trace.logits(inputs);
    },
  };
}
