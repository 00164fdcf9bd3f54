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
  type Reading,
} from '@bcos-bench/formats';
import {
  batchFor,
  classList,
  FURTHER_IMAGES,
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
import { betterReading } from './betterReading.js';
import { checkLines } from './checkLines.js';
import { isRight, outputOrders, type Seen } from './outputOrders.js';
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
    'Says how many clean images a network classifies correctly, and whether it does better with a usual normaliser, [0,255] or blue first; where they are few, also with other orders of classes.',
  example: '--data out/try/data --checkpoint out/try/resnet8 --out out/try/check',
  flags: addCheckFlags,
  inputs: ({ data, checkpoint }) => ({ '--data': data, '--checkpoint': checkpoint }),
  run: check,
};

async function check(flags: ParsedFlags<CheckFlags>, context: StageContext): Promise<void> {
  requireWhole('--limit', flags.limit, 1);
  const checkpoint = readCheckpoint(flags.checkpoint);
  const dataset = readDataset(flags.data);
  requireSameClasses(checkpoint.model.classes, dataset.classes, flags.checkpoint);
  const images = (limit: number): PredictedImages => splitImages(openImages(flags.data, 'test', limit));
  const first = images(flags.limit);
  const further = following(images(flags.limit + FURTHER_IMAGES), first.index.length);
  const engine = await openTensorFlow();
  const predictions = (as: Way, of: PredictedImages): Seen[] =>
    predictionsOf(
      engine,
      { ...checkpoint, model: { ...checkpoint.model, ...as } },
      { images: of, shape: dataset.shape },
      flags,
    );
  const found = checked(
    checkpoint,
    dataset,
    {
      first: (as) => predictions(as, first),
      further: (as) => (further.index.length === 0 ? [] : predictions(as, further)),
    },
    context,
  );
  writeCleanCheck(context.folder, found);
  writeTiming(context.folder, context.started, {}, circumstances(import.meta.url, engine.computingDevice()));
  checkLines(found).forEach((line) => context.say(line));
}

/** The images behind the first. */
function following(images: PredictedImages, first: number): PredictedImages {
  return {
    ...images,
    index: images.index.subarray(first),
    labels: images.labels.subarray(first),
    image: (place) => images.image(first + place),
  };
}

/** How images are given to the network, where that is not as the checkpoint has it. */
type Way = Partial<Pick<Checkpoint['model'], 'normalisation' | 'channelOrder'>>;

/** What the network says of images that it is given in a way. */
interface Looks {
  readonly first: (as: Way) => Seen[];
  /** Of those that follow the first. */
  readonly further: (as: Way) => Seen[];
}

function checked({ model }: Checkpoint, dataset: Dataset, see: Looks, { progress }: StageContext): CleanCheck {
  const { classes } = model;
  const first = see.first({});
  const top1 = proportion(first.filter(isRight).length, first.length);
  const about = { network: model.architecture.name, dataset: dataset.name, images: first.length, classes };
  const nearChance = isNearChance(top1, classes.length);
  const sound = !nearChance && top1.value >= SATISFIED;
  const all = usualReadings(model, dataset);
  // A network that has most images right is not given two things wrong at once.
  const readings = sound ? all.filter((reading) => changes(reading, model) === 1) : all;
  const others = readings.map((reading, place) => {
    progress({ done: place + 1, total: readings.length, unit: 'ways' });
    return { reading, seen: see.first(wayOf(reading)) };
  });
  const ways = sound ? [] : [{ reading: null, seen: first }, ...others];
  const tried = ways.flatMap(({ reading, seen }) => [
    ...(reading === null ? [] : [triedReading(reading, seen)]),
    ...outputOrders(seen, classes).map((order) => ({
      words: reading === null ? order.words : `${reading.words}, ${order.words}`,
      flags: [...(reading?.flags ?? []), '--classes', classList(order.outputs)],
      top1: order.top1,
    })),
  ]);
  const works = bestOf(tried, top1, classes.length);
  const better =
    works !== null || nearChance
      ? null
      : betterReading(first, others, (reading) => see.further(reading === null ? {} : wayOf(reading)));
  if (better === null) return { ...about, top1, nearChance, tried, works };
  const shown = sound ? others.map(({ reading, seen }) => triedReading(reading, seen)) : tried;
  const place = shown.findIndex(({ words }) => words === better.reading.words);
  return { ...about, top1, nearChance, tried: shown, works: place, paired: better.paired };
}

function triedReading({ words, flags }: Reading, seen: readonly Seen[]): CleanCheck['tried'][number] {
  return { words, flags, top1: proportion(seen.filter(isRight).length, seen.length) };
}

function wayOf({ normalisation, channelOrder }: Reading): Way {
  return { normalisation, channelOrder };
}

/** How much a reading changes: its normaliser, the order of its channels, or both. */
function changes({ normalisation, channelOrder }: Reading, own: Checkpoint['model']): number {
  const isOther = JSON.stringify(normalisation) !== JSON.stringify(own.normalisation);
  return Number(isOther) + Number(channelOrder !== own.channelOrder);
}

/** The simplest way that is as good as the best, if the best is better than chance explains. */
function bestOf(tried: CleanCheck['tried'], top1: CleanCheck['top1'], classes: number): number | null {
  const better = tried.filter((way) => way.top1.low > top1.high && !isNearChance(way.top1, classes));
  const most = Math.max(...better.map((way) => way.top1.value));
  const asGood = better.filter((way) => way.top1.value >= most - AS_GOOD);
  const [simplest] = asGood.toSorted((a, b) => a.flags.length - b.flags.length || b.top1.value - a.top1.value);
  return simplest === undefined ? null : tried.indexOf(simplest);
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
