import * as tf from '@tensorflow/tfjs-core';
import { openTensorFlow } from '@bcos-bench/engine';
import { loadNetwork, otherSizeNote, requireImageShape } from '@bcos-bench/models';
import {
  circumstances,
  openImages,
  openPredictions,
  readCheckpoint,
  readDataset,
  writePredictionSummary,
  writeTiming,
  type Prediction,
  type PredictionSummary,
} from '@bcos-bench/formats';
import {
  at,
  batchFor,
  Fault,
  isNearChance,
  NEAR_CHANCE_MEANS,
  requireSameClasses,
  requireWhole,
} from '@bcos-bench/vocabulary';
import type { ParsedFlags, Stage, StageContext } from '@bcos-bench/cli';
import { accuracyCounter, type Accuracy } from './accuracy.js';
import { addPredictFlags, type PredictFlags } from './predictFlags.js';
import { attackedImages, requireFittingChannels, splitImages, type PredictedImages } from './predictedImages.js';
import { predictImages, USUAL_BATCH } from './predictImages.js';
import { summaryLines } from './summaryLines.js';

/** The prediction stage: data and a checkpoint to `predictions.parquet` and `summary.json`. */
export const predictStage: Stage<PredictFlags> = {
  name: 'bcos-predict',
  describe: 'Predicts the class of every image of a split and prints the accuracy.',
  example: '--data out/try/data --checkpoint out/try/resnet8 --out out/try/prediction',
  flags: addPredictFlags,
  inputs: ({ data, checkpoint, images }) => ({ '--data': data, '--checkpoint': checkpoint, '--images': images }),
  run: predict,
};

async function predict(flags: ParsedFlags<PredictFlags>, context: StageContext): Promise<void> {
  requireWhole('--batch', flags.batch ?? 1, 1);
  requireWhole('--limit', flags.limit ?? 1, 1);
  const checkpoint = readCheckpoint(flags.checkpoint);
  const { classes, loss, architecture } = checkpoint.model;
  const dataset = readDataset(flags.data);
  requireSameClasses(classes, dataset.classes, flags.checkpoint);
  const images = imagesOf(flags);
  const total = images.index.length;
  const batch = flags.batch ?? batchFor(dataset.shape, USUAL_BATCH);
  if (total === 0) throw new Fault({ what: `split '${flags.split}' has no images`, where: flags.data });

  const engine = await openTensorFlow();
  const { network, weights } = loadNetwork(checkpoint, flags.checkpoint);
  requireImageShape(network, dataset.shape, flags.checkpoint);
  if (flags.images !== undefined) requireFittingChannels(network, images, flags.images);
  const sizeNote = otherSizeNote(checkpoint.model, dataset.shape);
  if (sizeNote !== null) context.note(sizeNote);
  const predictor = {
    network,
    weights,
    loss,
    classes: classes.length,
    batch: Math.min(batch, total),
    seed: flags.seed,
  };
  const accuracy = await writeRows(predictImages(engine, predictor, images), predictor.classes, total, context);
  tf.dispose([...weights.values()]);

  const summary: PredictionSummary = {
    network: architecture.name,
    dataset: dataset.name,
    split: flags.split,
    images: total,
    ...(images.attack === null ? {} : { attack: images.attack }),
    loss: { kind: loss, mean: accuracy.meanLoss },
    top1: accuracy.top1,
    top5: accuracy.top5,
    classes: accuracy.classes.map((top1, k) => ({ name: at(classes, k), top1 })),
  };
  writePredictionSummary(context.folder, summary);
  const made = circumstances(import.meta.url, engine.computingDevice());
  writeTiming(context.folder, context.started, { images: total }, made);
  summaryLines(summary).forEach((line) => context.say(line));
  const isChanged = images.attack !== null || dataset.corruption !== undefined;
  if (!isChanged && isNearChance(summary.top1, classes.length)) {
    context.note(`top-1 is near chance (${summary.top1.correct} of ${total} images): ${NEAR_CHANCE_MEANS}`);
  }
}

/** The images of the split, or those that an attack kept of them. */
function imagesOf({ data, images, split, limit }: PredictFlags): PredictedImages {
  return images === undefined
    ? splitImages(openImages(data, split, limit))
    : attackedImages({ attack: images, data, split, limit });
}

async function writeRows(
  predictions: Iterable<Prediction>,
  classes: number,
  total: number,
  { folder, progress }: StageContext,
): Promise<Accuracy> {
  const counter = accuracyCounter(classes);
  const rows = await openPredictions(folder);
  let done = 0;
  for (const prediction of predictions) {
    await rows.append(prediction);
    counter.count(prediction);
    done += 1;
    progress({ done, total, unit: 'images' });
  }
  await rows.close();
  return counter.accuracy();
}
