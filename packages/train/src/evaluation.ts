import * as tf from '@tensorflow/tfjs-core';
import { traceNamed, type Engine, type NamedTensors } from '@bcos-bench/engine';
import { encode, type Loss, type Network, type Weights } from '@bcos-bench/models';
import { only, batchFor, proportion, type Proportion } from '@bcos-bench/vocabulary';
import type { ImageRows } from '@bcos-bench/formats';
import { countTop } from './topCounts.js';
import { labelledBatch, unchanged, type LabelledBatch } from './trainingBatch.js';

/** Loss (mean over images) and accuracy over a split, in evaluation mode. */
export interface Evaluation {
  readonly loss: number;
  readonly top1: Proportion;
  readonly top5: Proportion;
}

/** Evaluates a network with whatever weights it is given. */
export interface Evaluator {
  run(weights: Weights): Evaluation;
  dispose(): void;
}

/** The most images of the usual shape at a time. */
const LARGEST_BATCH = 250;

/** Traces the evaluation of `network` over `images`. Each batch is a trace of its own size. */
export function traceEvaluation(
  engine: Engine,
  network: Network,
  loss: Loss,
  images: ImageRows,
  classes: number,
  example: Weights,
): Evaluator {
  const total = images.index.length;
  const count = (inputs: NamedTensors & LabelledBatch) => {
    const { images: x, onehot, ...flat } = inputs;
    const logits = network.logits(encode(x, network.encoding), new Map(Object.entries(flat)), 'evaluate');
    return { loss: tf.sum(loss(logits, onehot)), top1: countTop(logits, onehot, 1), top5: countTop(logits, onehot, 5) };
  };
  const inputsOf = (weights: Weights, batch: LabelledBatch) => ({ ...Object.fromEntries(weights), ...batch });
  const traceFor = (size: number) => {
    const batch = labelledBatch(
      images,
      Int32Array.from({ length: size }, (_, i) => i),
      classes,
      unchanged,
    );
    const trace = traceNamed(engine, count, inputsOf(example, batch));
    tf.dispose(batch);
    return trace;
  };
  const size = Math.min(batchFor(images.shape, LARGEST_BATCH), total);
  const traces = new Map([...new Set([size, total % size])].filter((n) => n > 0).map((n) => [n, traceFor(n)]));
  return {
    run: (weights) => {
      const sums = { loss: 0, top1: 0, top5: 0 };
      for (let from = 0; from < total; from += size) {
        const places = Int32Array.from({ length: Math.min(size, total - from) }, (_, i) => from + i);
        const batch = labelledBatch(images, places, classes, unchanged);
        const outputs = traces.get(places.length)?.run(inputsOf(weights, batch));
        if (outputs === undefined) throw new Error(`no trace is for ${places.length} images`);
        for (const key of ['loss', 'top1', 'top5'] as const) sums[key] += only(outputs[key].dataSync());
        tf.dispose([batch, outputs]);
      }
      return { loss: sums.loss / total, top1: proportion(sums.top1, total), top5: proportion(sums.top5, total) };
    },
    dispose: () => traces.forEach((trace) => trace.dispose()),
  };
}
