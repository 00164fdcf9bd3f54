import { at } from '@bcos-bench/vocabulary';
import { openGivenParquet, type GivenParquet, type SplitName } from '@bcos-bench/formats';
import type { DataRequest, ImageSource, LabelledImage, Reporters } from '../datasetKind.js';
import { imageReader, type ImageReader } from '../folder/imageReader.js';
import { imageCount } from '../imageCount.js';
import { ChannelSums, type ChannelStatistics } from '../shards/channelStatistics.js';
import { classLabels } from './classLabels.js';
import { datasetFeatures, type DatasetFeatures } from './datasetFeatures.js';
import { packedImages } from './packedImages.js';
import { parquetFiles, PARQUET_REMEDY } from './parquetFiles.js';

/** The files of a split, and the label of each of its images. */
interface ParquetSplit {
  readonly files: readonly GivenParquet[];
  readonly labels: readonly number[];
}

/**
 * The images of a data set in Hugging Face's layout: rows of packed images and labels. All labels are read before the first image. Without training
 * images, channel means and deviations are those of the test images.
 * @throws Fault where a file is missing or damaged, or a label has no class
 */
export async function parquetImages(request: DataRequest, { note }: Pick<Reporters, 'note'>): Promise<ImageSource> {
  const { splits, notes } = parquetFiles(request.source);
  const open = (split: SplitName): Promise<GivenParquet[]> =>
    Promise.all(splits[split].map(([, path]) => openGivenParquet(path, PARQUET_REMEDY)));
  const files = { train: await open('train'), test: await open('test') };
  const features = datasetFeatures(at(files.test, 0), request.coarse === true);
  const labels = await classLabels(files, features, note);
  notes.forEach(note);
  const { counts } = request;
  const wanted = {
    train: imageCount('train', counts.train, labels.train.length),
    test: imageCount('test', counts.test, labels.test.length),
  };
  const first = wanted.train > 0 ? 'train' : 'test';
  const reader = await imageReader(() => packedImages(files[first], features.image, wanted[first]), request, { note });
  const split = (name: SplitName): ParquetSplit => ({
    files: files[name],
    labels: labels[name].slice(0, wanted[name]),
  });
  const statistics = wanted.train > 0 ? {} : { statistics: await statisticsOf(split('test'), features, reader, note) };
  return {
    classes: labels.classes,
    counts: wanted,
    shape: reader.shape,
    ...statistics,
    images: (name) => labelled(split(name), features, reader),
    resize: reader.resize,
  };
}

async function* labelled(
  { files, labels }: ParquetSplit,
  { image }: DatasetFeatures,
  { read }: ImageReader,
): AsyncGenerator<LabelledImage> {
  let place = 0;
  for await (const packed of packedImages(files, image, labels.length)) {
    yield { image: await read(packed), label: at(labels, place) };
    place += 1;
  }
}

async function statisticsOf(
  split: ParquetSplit,
  features: DatasetFeatures,
  reader: ImageReader,
  note: Reporters['note'],
): Promise<ChannelStatistics> {
  note('there are no training images: channel means and deviations are those of the test images');
  const sums = new ChannelSums(reader.shape[2]);
  for await (const { image } of labelled(split, features, reader)) sums.add(image);
  return sums.statistics();
}
