import { join } from 'node:path';
import { circumstances, writeJson, writeTiming, type Dataset, type SplitName } from '@bcos-bench/formats';
import { shapeText, Fault, type CommonFlags } from '@bcos-bench/vocabulary';
import type { Stage } from '@bcos-bench/cli';
import { dataFlags, datasetNamed, requestOf, type DataFlags } from './dataFlags.js';
import type { ImageSource } from './datasetKind.js';
import { ChannelSums } from './shards/channelStatistics.js';
import { writeSplit, type SplitToWrite } from './shards/writeSplit.js';

const IMAGES_A_REPORT = 100;

/** The stage `bcos-data`: a data set to Arrow shards, `dataset.json` and `timing.json`. */
export const dataStage: Stage<CommonFlags & DataFlags> = {
  name: 'bcos-data',
  describe:
    'Makes a data set: Arrow shards of images of one shape, and dataset.json. See also: bcos-data identity --help',
  example: '--dataset shapes --out out/try/data',
  flags: (parser) => parser.options(dataFlags),
  inputs: ({ source, labels }) => ({
    '--source': source,
    '--labels': labels,
    CIFAR10_DIR: process.env['CIFAR10_DIR'],
    DATA_DIR: process.env['DATA_DIR'],
  }),
  run: async (flags, { folder, started, progress, say, note }) => {
    const source = await datasetNamed(flags.dataset).produce(requestOf(flags), { progress, say, note });
    const { train, test } = source.counts;
    let done = 0;
    const step = (): void => {
      done += 1;
      if (done % IMAGES_A_REPORT === 0 || done === train + test) {
        progress({ done, total: train + test, unit: 'images' });
      }
    };
    const dataset = await writeShards(folder, flags.dataset, source, step);
    writeJson(join(folder, 'dataset.json'), dataset);
    if (dataset.resize !== undefined && dataset.resize.images > 0) {
      const { size, method, images } = dataset.resize;
      note(`${images} of ${train + test} images were scaled to ${size}x${size} (${method})`);
    }
    writeTiming(folder, started, { images: train + test }, circumstances(import.meta.url, null));
    say(
      `${dataset.name}: ${train} training and ${test} test images of ${source.classes.length} classes, ${shapeText(source.shape)}`,
    );
  },
};

/** Writes the shards of both splits and returns what `dataset.json` says of them. */
async function writeShards(
  folder: string,
  name: string,
  { classes, counts, shape, images, resize, statistics, corruption, ...about }: ImageSource,
  step: () => void,
): Promise<Dataset> {
  const splitToWrite = (split: SplitName): SplitToWrite => {
    if (counts[split] === 0 && (split === 'test' || statistics === undefined)) {
      throw new Fault({
        what: `no image falls to the ${split} split`,
        where: `data set '${name}'`,
        remedy: 'add images, or put them into the folders train and test',
      });
    }
    return { split, classes, shape, count: counts[split], images: images(split) };
  };
  const [train, test] = [splitToWrite('train'), splitToWrite('test')];
  const sums = new ChannelSums(shape[2]);
  const trainSplit = await writeSplit(folder, train, (image) => {
    sums.add(image);
    step();
  });
  const testSplit = await writeSplit(folder, test, step);
  const resized = resize?.() ?? null;
  return {
    name: about.name ?? name,
    classes: [...classes],
    shape: [...shape],
    splits: { train: trainSplit, test: testSplit },
    ...(statistics ?? sums.statistics()),
    ...(corruption === undefined ? {} : { corruption }),
    ...(resized === null ? {} : { resize: resized }),
  };
}
