import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { chainsFor, inChains, traceNamed, type Engine } from '@bcos-bench/engine';
import type { ForwardNetwork } from '@bcos-bench/explain';
import { imageBatch } from '@bcos-bench/models';
import { at, numbersOf } from '@bcos-bench/vocabulary';

/** What noise changes of a logit, split at each block of a network. */
export interface BlockSplit {
  /** W'(f' - f) at each block: what the change of its feature maps f contributes, with the linear map W' that follows them with noise: [N, blocks]. */
  readonly contributions: Float32Array;
  /** The change of the logit: [N]. The rest of it, (W' - W)f, is that of the map. */
  readonly change: Float32Array;
}

/** A network, traced for such splits. It holds memory until `dispose()`. */
export interface BlockSplitTrace {
  /** As their arrays begin, in the order of the pass. */
  readonly blocks: readonly string[];
  /**
   * @param inputs [N, rows, columns, channels] with N at most the batch that was traced
   * @param noisy the same inputs with noise
   * @param classes whose logit is split: [N]
   */
  at(inputs: Float32Array, noisy: Float32Array, classes: Int32Array): BlockSplit;
  dispose(): void;
}

type Inputs = Readonly<{ x: Tensor4D; noisy: Tensor4D; classes: Tensor1D }>;
type Outputs = Readonly<{ contributions: Tensor2D; change: Tensor1D }>;

/** Traces the split at each block; null where the network has no blocks that it names, as networks that are not residual. */
export function traceBlockSplit(engine: Engine, traced: ForwardNetwork): BlockSplitTrace | null {
  const { batch, shape } = traced;
  const blocks = blockNames(traced);
  if (blocks.length === 0) return null;
  const batchOf = (inputs: Float32Array, noisy: Float32Array, classes: Int32Array): Inputs => {
    const filledUp = new Int32Array(batch);
    filledUp.set(classes);
    return {
      x: imageBatch([inputs], batch, shape),
      noisy: imageBatch([noisy], batch, shape),
      classes: tf.tensor1d(filledUp, 'int32'),
    };
  };
  const example = batchOf(new Float32Array(), new Float32Array(), new Int32Array());
  const ofPart = (inputs: Inputs): Outputs => splitOf(traced, inputs);
  const trace = traceNamed(engine, inChains(ofPart, chainsFor(batch, engine.threads)), example);
  tf.dispose(example);
  return {
    blocks,
    at: (inputs, noisy, classes) => {
      const given = batchOf(inputs, noisy, classes);
      const found = trace.run(given);
      const rows = inputs.length / numbersOf(shape);
      const split = {
        contributions: found.contributions.dataSync<'float32'>().slice(0, rows * blocks.length),
        change: found.change.dataSync<'float32'>().slice(0, rows),
      };
      tf.dispose([given, found]);
      return split;
    },
    dispose: () => trace.dispose(),
  };
}

function blockNames({ network, weights, mode, shape }: ForwardNetwork): string[] {
  const names: string[] = [];
  tf.tidy(() => {
    network.logits(tf.zeros<tf.Rank.R4>([1, ...shape]), weights, mode, {
      block: (maps, name) => {
        names.push(name);
        return maps;
      },
    });
  });
  return names;
}

function splitOf({ network, weights, mode }: ForwardNetwork, { x, noisy, classes }: Inputs): Outputs {
  const before: Tensor4D[] = [];
  const logits = network.logits(x, weights, mode, {
    block: (maps) => {
      before.push(maps);
      return maps;
    },
  });
  const chosen = tf.cast(tf.oneHot(classes, logits.shape[1]), 'float32');
  const changes: Tensor4D[] = [];
  // The gradient at the maps is the one at what is added to them.
  const explained = (...added: Tensor[]): Tensor1D => {
    const block = (maps: Tensor4D): Tensor4D => {
      const place = changes.length;
      // tfjs disposes of what a differentiated function does not return, unless it is kept.
      changes.push(tf.keep(tf.sub(maps, at(before, place))));
      return tf.add(maps, at(added, place));
    };
    return tf.sum<Tensor1D>(tf.mul(network.logits(noisy, weights, mode, { block }), chosen), 1);
  };
  const zeros = before.map((maps) => tf.zerosLike(maps));
  const { value, grads } = tf.valueAndGrads(explained)(zeros, tf.ones(classes.shape));
  const contributions = changes.map((change, place) => tf.sum<Tensor1D>(tf.mul(at(grads, place), change), [1, 2, 3]));
  tf.dispose(changes);
  return {
    contributions: tf.stack<Tensor1D>(contributions, 1).as2D(x.shape[0], before.length),
    change: tf.sub<Tensor1D>(value, tf.sum(tf.mul(logits, chosen), 1)),
  };
}
