import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { batchSizeFor, traceNamed, type Engine } from '@bcos-bench/engine';
import { encode, evaluationStream, imageBatch, networkNoise, type Network, type Weights } from '@bcos-bench/models';
import { at, Fault, withChannels } from '@bcos-bench/vocabulary';
import type { Prediction, TrainingLoss } from '@bcos-bench/formats';
import { classRanking } from './classRanking.js';
import { traceImageLoss, type ImageLoss } from './imageLoss.js';
import type { PredictedImages } from './predictedImages.js';

/** Images of the usual shape that are predicted at a time. */
export const USUAL_BATCH = 128;

/** What predicts, and in batches of how many images. */
export interface Predictor {
  readonly network: Network;
  readonly weights: Weights;
  /** The loss that the network was trained with. */
  readonly loss: TrainingLoss;
  readonly classes: number;
  readonly batch: number;
  /** Of the random numbers of a network that draws. */
  readonly seed: number;
}

/** Images of a batch [N,rows,columns,channels], and what a network that draws is given for them. */
type PredictedBatch = Readonly<{ x: Tensor4D; noise?: Tensor4D }>;

/**
 * Yields the prediction of every image, in order, by one traced forward pass a batch. What an image gets does not depend
 * on the batch that it is in.
 * @throws Fault where a logit is not finite: then the weights are damaged
 */
export function* predictImages(
  engine: Engine,
  { network, weights, loss, classes, batch, seed }: Predictor,
  images: PredictedImages,
): Generator<Prediction> {
  const total = images.index.length;
  const size = batchSizeFor(batch);
  const batchFrom = (from: number): PredictedBatch => {
    const places = Array.from({ length: Math.min(size, total - from) }, (_, i) => from + i);
    const x = imageBatch(places.map(images.image), size, images.shape);
    if (!network.draws) return { x };
    const streams = Array.from({ length: size }, (_, i) =>
      i < places.length ? evaluationStream(seed, at(images.index, from + i)) : null,
    );
    return { x, noise: networkNoise(streams, withChannels(images.shape, network.channels)) };
  };
  const example = batchFrom(0);
  const forward = ({ x, noise }: PredictedBatch) => ({
    logits: network.logits(images.isEncoded ? x : encode(x, network.encoding), weights, 'evaluate', { noise }),
  });
  const trace = traceNamed(engine, forward, example);
  const imageLoss = traceImageLoss(engine, loss, classes);
  tf.dispose(example);
  try {
    for (let from = 0; from < total; from += size) {
      const part = batchFrom(from);
      const outputs = trace.run(part);
      const logits = outputs.logits.dataSync<'float32'>();
      tf.dispose([part, outputs]);
      for (let i = 0; i < Math.min(size, total - from); i += 1) {
        const image = { index: at(images.index, from + i), label: at(images.labels, from + i) };
        yield prediction(image, logits.subarray(i * classes, (i + 1) * classes), imageLoss);
      }
    }
  } finally {
    trace.dispose();
    imageLoss.dispose();
  }
}

function prediction(
  { index, label }: { readonly index: number; readonly label: number },
  logits: Float32Array,
  imageLoss: ImageLoss,
): Prediction {
  if (!logits.every(Number.isFinite)) {
    const what = `its logits of image ${index} are not finite (${logits.join(', ')})`;
    throw new Fault({ what, where: 'the network', remedy: 'its weights are damaged: make the checkpoint again' });
  }
  const pred = at(classRanking(logits), 0);
  return { index, label, pred, correct: pred === label, loss: imageLoss.of(logits, label), logits: [...logits] };
}
