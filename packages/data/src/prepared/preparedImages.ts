import { join } from 'node:path';
import { hashOfFile, openImages, readDataset, type ImageRows, type SplitName } from '@bcos-bench/formats';
import { at, UsageFault } from '@bcos-bench/vocabulary';
import type { DataRequest, ImageSource, LabelledImage } from '../datasetKind.js';
import { imageCount } from '../imageCount.js';

/**
 * The images of a data folder, the first ones of each split where fewer are asked for; channel means and deviations stay those of all its
 * training images.
 * @throws Fault where the source is missing or damaged, UsageFault where the request asks for other images
 */
export function preparedImages(request: DataRequest): ImageSource {
  const folder = requireSource(request.source);
  requireNoOther({ '--size': request.size, '--channels': request.channels });
  const { name, classes, shape, splits, channelMean, channelStd, corruption } = readDataset(folder);
  const counts = {
    train: imageCount('train', request.counts.train, splits.train.count),
    test: imageCount('test', request.counts.test, splits.test.count),
  };
  return {
    name,
    classes,
    counts,
    shape,
    statistics: { channelMean, channelStd },
    // What it says of its images is true of all of them alone.
    ...(corruption === undefined || counts.test < splits.test.count ? {} : { corruption }),
    images: (split: SplitName) => (counts[split] === 0 ? [] : rowsOf(openImages(folder, split, counts[split]))),
  };
}

/** One line that is the same for the same images: `dataset.json` names each shard by its SHA-256. */
export function preparedIdentity(source: string | undefined): string {
  return hashOfFile(join(requireSource(source), 'dataset.json'));
}

function* rowsOf(rows: ImageRows): Generator<LabelledImage> {
  for (const place of rows.index.keys()) yield { image: rows.image(place), label: at(rows.labels, place) };
}

function requireSource(source: string | undefined): string {
  if (source !== undefined) return source;
  throw new UsageFault({ what: 'is missing', where: '--source', remedy: 'name a folder that bcos-data made' });
}

/** @throws UsageFault where a flag asks for other images than those of the folder */
function requireNoOther(flags: Readonly<Record<string, number | undefined>>): void {
  const given = Object.entries(flags).find(([, value]) => value !== undefined);
  if (given === undefined) return;
  const remedy = 'leave this flag out, or make the folder anew from its source';
  throw new UsageFault({ what: 'is of no use for images that are prepared already', where: given[0], remedy });
}
