import type { Argv } from 'yargs';
import * as tf from '@tensorflow/tfjs-core';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { loadNetwork, requireImageShape } from '@bcos-bench/models';
import {
  circumstances,
  openImages,
  readCheckpoint,
  readDataset,
  writeCleanCheck,
  writeTiming,
  type Checkpoint,
  type CleanCheck,
  type Dataset,
} from '@bcos-bench/formats';
import {
  batchFor,
  classList,
  IMAGES_LOOKED_AT,
  isNearChance,
  proportion,
  requireSameClasses,
  requireWhole,
  type CommonFlags,
  type ImageShape,
} from '@bcos-bench/vocabulary';
import type { ParsedFlags, Stage, StageContext } from '@bcos-bench/cli';
import { addPredictFlags } from '../predictFlags.js';
import { splitImages, type PredictedImages } from '../predictedImages.js';
import { predictImages, USUAL_BATCH } from '../predictImages.js';
import { checkLines } from './checkLines.js';
import { outputOrders, type Seen } from './outputOrders.js';
import { usualReadings } from './readings.js';

/** A network that has more of them right is taken as it is. */
const SATISFIED = 0.75;
/** How much less than the best a simpler way may have. */
const AS_GOOD = 0.02;

/** Adds the flags of `bcos-predict check` to a parser that has those of every stage. */
const addCheckFlags = (parser: Argv<CommonFlags>) =>
  addPredictFlags(parser).hide('images').hide('split').default('limit', IMAGES_LOOKED_AT);
type CheckFlags = ReturnType<typeof addCheckFlags> extends Argv<infer Flags> ? Flags : never;

/** Looks at the clean accuracy of a network before it is attacked: `check.json`. */
export const checkStage: Stage<CheckFlags> = {
  name: 'bcos-predict check',
  describe:
    'Says how many clean images a network classifies correctly; where they are few, tries the usual normalisers, [0,255], blue first and other orders of classes.',
  flags: addCheckFlags,
  inputs: ({ data, checkpoint }) => ({ '--data': data, '--checkpoint': checkpoint }),
  run: check,
};

async function check(flags: ParsedFlags<CheckFlags>, context: StageContext): Promise<void> {
  requireWhole('--limit', flags.limit, 1);
  const checkpoint = readCheckpoint(flags.checkpoint);
  const dataset = readDataset(flags.data);
  requireSameClasses(checkpoint.model.classes, dataset.classes, flags.checkpoint);
  const images = splitImages(openImages(flags.data, 'test', flags.limit));
  const engine = await openTensorFlow();
  const see = (as: Partial<Checkpoint['model']>): Seen[] =>
    predictionsOf(
      engine,
      { ...checkpoint, model: { ...checkpoint.model, ...as } },
      { images, shape: dataset.shape },
      flags,
    );
  const found = checked(checkpoint, dataset, see, context);
  writeCleanCheck(context.folder, found);
  writeTiming(context.folder, context.started, {}, circumstances(import.meta.url, engine.computingDevice()));
  checkLines(found).forEach((line) => context.say(line));
}

function checked(
  { model }: Checkpoint,
  dataset: Dataset,
  see: (as: Partial<Checkpoint['model']>) => Seen[],
  { progress }: StageContext,
): CleanCheck {
  const { classes } = model;
  const first = see({});
  const top1 = proportion(first.filter(isRight).length, first.length);
  const about = { network: model.architecture.name, dataset: dataset.name, images: first.length, classes };
  const nearChance = isNearChance(top1, classes.length);
  const sound = !nearChance && top1.value >= SATISFIED;
  const readings = sound ? [] : usualReadings(model, dataset);
  const others = readings.map((reading, place) => {
    progress({ done: place + 1, total: readings.length, unit: 'ways' });
    const { words, flags, normalisation, channelOrder } = reading;
    return { words, flags, seen: see({ normalisation, channelOrder }) };
  });
  const ways = sound ? [] : [{ words: '', flags: [], seen: first }, ...others];
  const tried = ways.flatMap(({ words, flags, seen }) => [
    ...(words === '' ? [] : [{ words, flags, top1: proportion(seen.filter(isRight).length, seen.length) }]),
    ...outputOrders(seen, classes).map((order) => ({
      words: words === '' ? order.words : `${words}, ${order.words}`,
      flags: [...flags, '--classes', classList(order.outputs)],
      top1: order.top1,
    })),
  ]);
  return { ...about, top1, nearChance, tried, works: bestOf(tried, top1, classes.length) };
}

/** The simplest way that is as good as the best, if the best is better than chance explains. */
function bestOf(tried: CleanCheck['tried'], top1: CleanCheck['top1'], classes: number): number | null {
  const better = tried.filter((way) => way.top1.low > top1.high && !isNearChance(way.top1, classes));
  const most = Math.max(...better.map((way) => way.top1.value));
  const asGood = better.filter((way) => way.top1.value >= most - AS_GOOD);
  const [simplest] = asGood.toSorted((a, b) => a.flags.length - b.flags.length || b.top1.value - a.top1.value);
  return simplest === undefined ? null : tried.indexOf(simplest);
}

function isRight({ label, pred }: Seen): boolean {
  return label === pred;
}

function predictionsOf(
  engine: Engine,
  checkpoint: Checkpoint,
  { images, shape }: { readonly images: PredictedImages; readonly shape: ImageShape },
  flags: CheckFlags,
): Seen[] {
  const { classes, loss } = checkpoint.model;
  const { network, weights } = loadNetwork(checkpoint, flags.checkpoint);
  requireImageShape(network, shape, flags.checkpoint);
  const total = images.index.length;
  const batch = Math.min(flags.batch ?? batchFor(shape, USUAL_BATCH), total);
  const predictor = { network, weights, loss, classes: classes.length, batch, seed: flags.seed };
  try {
    return [...predictImages(engine, predictor, images)].map(({ label, pred }) => ({ label, pred }));
  } finally {
    tf.dispose([...weights.values()]);
  }
}
