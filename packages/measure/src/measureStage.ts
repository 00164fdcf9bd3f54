import { batchSizeFor, openTensorFlow, type Engine } from '@bcos-bench/engine';
import { readSomeImages, readSubject, requireUndefended } from '@bcos-bench/explain';
import { checkpointFamily, loadNetwork, otherSizeNote, requireImageShape } from '@bcos-bench/models';
import {
  circumstances,
  writeMeasuredExplanations,
  writeMeasureSummary,
  writeTiming,
  type Checkpoint,
  type Images,
} from '@bcos-bench/formats';
import { batchFor, Fault, measureDescriptions, withChannels } from '@bcos-bench/vocabulary';
import type { Stage } from '@bcos-bench/cli';
import { measuredImages } from './measuredImages.js';
import { measureExplanations, type Measured, type MeasureWish } from './measureExplanations.js';
import { measuredNames, measureFlags, type MeasureFlags } from './measureFlags.js';
import { openNetworkUnderTest } from './networkUnderTest.js';

/** Images of the usual shape that are computed at a time. */
const USUAL_BATCH = 64;

/** `bcos-measure`: how good the explanations of a network are, by each method. */
export const measureStage: Stage<MeasureFlags> = {
  name: 'bcos-measure',
  describe: 'Measures how good the explanations of a network are, by each method.',
  example: '--data out/try/data --checkpoint out/try/resnet8 --limit 8 --out out/try/measured',
  flags: measureFlags,
  inputs: ({ data, checkpoint }) => ({ '--data': data, '--checkpoint': checkpoint }),
  run: async (flags, { folder, started, progress, say, note }) => {
    const names = measuredNames(flags);
    const { dataset, checkpoint, images } = readInputs(flags);
    const sizeNote = otherSizeNote(checkpoint.model, images.shape);
    if (sizeNote !== null) note(sizeNote);
    const engine = await openTensorFlow();
    const total = names.methods.length * names.measures.length;
    const bcos = checkpointFamily(checkpoint.model.architecture, flags.checkpoint).dynamicLinear;
    const wish = { ...names, bcos, seed: flags.seed };
    const { rows, measured, leftOut } = measure(engine, { checkpoint, images, flags }, wish, (done, what) =>
      progress({ done, total, unit: 'measures', note: what }),
    );
    for (const { method, measure: name, why } of leftOut)
      note(`${[method, name].filter(Boolean).join(', ')}: left out, as ${why}`);
    // Where the images are too few for a grid, the result says so; a method that is not defined for the network is the wrong one.
    if (leftOut.length > 0 && leftOut.every((one) => one.measure === null) && measured.length === 0) {
      throw new Fault({
        what: 'nothing of this can be measured',
        where: flags.checkpoint,
        remedy: 'choose other --methods',
      });
    }
    await writeMeasuredExplanations(folder, rows);
    const { architecture } = checkpoint.model;
    writeMeasureSummary(folder, {
      network: architecture.name,
      dataset,
      split: flags.split,
      images: images.index.length,
      seed: flags.seed,
      measured,
      leftOut,
    });
    writeTiming(
      folder,
      started,
      { measures: measured.length },
      circumstances(import.meta.url, engine.computingDevice()),
    );
    outcome(measured, images.index.length).forEach(say);
  },
};

interface MeasureInputs {
  readonly checkpoint: Checkpoint;
  readonly images: Images;
}

function readInputs(flags: MeasureFlags): MeasureInputs & { readonly dataset: string } {
  const { dataset, checkpoint } = readSubject(flags);
  requireUndefended(checkpoint, flags.checkpoint);
  return { dataset: dataset.name, checkpoint, images: readSomeImages(flags) };
}

function measure(
  engine: Engine,
  { checkpoint, images, flags }: MeasureInputs & { readonly flags: MeasureFlags },
  wish: MeasureWish,
  report: (done: number, what: string) => void,
): Measured {
  const { network, weights } = loadNetwork(checkpoint, flags.checkpoint);
  requireImageShape(network, images.shape, flags.checkpoint);
  const shape = withChannels(images.shape, network.channels);
  const batch = batchSizeFor(Math.min(flags.batch ?? batchFor(images.shape, USUAL_BATCH), images.index.length));
  const underTest = openNetworkUnderTest(engine, { checkpoint, network, weights, shape, batch, seed: flags.seed });
  try {
    return measureExplanations(underTest, measuredImages(underTest, images), wish, report);
  } finally {
    underTest.dispose();
  }
}

/** A line for each measure: its methods, the best first. */
function outcome(measured: Measured['measured'], images: number): string[] {
  const names = new Set(measured.map(({ measure: name }) => name));
  const lines = Array.from(names, (name) => {
    const { better } = measureDescriptions[name];
    const ranked = measured
      .filter((one) => one.measure === name)
      .sort((a, b) => (better === 'higher' ? b.mean - a.mean : a.mean - b.mean));
    return `${name} (${better} is better): ${ranked.map(({ method, mean }) => `${method} ${mean.toPrecision(3)}`).join(', ')}`;
  });
  return [`${images} images measured`, ...lines];
}
