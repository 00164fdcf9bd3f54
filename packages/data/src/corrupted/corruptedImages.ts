import { join } from 'node:path';
import { hashOfFile, openImages, readDataset, type ImageRows } from '@bcos-bench/formats';
import { pixelStream } from '@bcos-bench/random';
import {
  nameRemedy,
  at,
  corruptionDescriptions,
  corruptionNameSchema,
  UsageFault,
  type CorruptionName,
  type ImageShape,
} from '@bcos-bench/vocabulary';
import type { DataRequest, ImageSource, LabelledImage } from '../datasetKind.js';
import { imageCount } from '../imageCount.js';
import { corruptions } from './corruptions.js';
import { parseSeverities } from './severities.js';

/** What tells the noise of a corruption from the numbers that drawn shapes take: 0 and 1 are their splits. */
const NOISE_KEY = 2;

/**
 * The test images of a folder of data, corrupted, all images for one severity after the other, as CIFAR-10-C has them. The training split
 * is empty; channel means and deviations are those of the source.
 * @throws Fault where the source is missing or damaged, UsageFault where the request asks for what such a data set does not have
 */
export function corruptedImages(request: DataRequest): ImageSource {
  const { counts, size, channels, seed } = request;
  const folder = requireSource(request.source);
  requireNoOther({ '--train': counts.train, '--size': size, '--channels': channels });
  const corruption = parseCorruption(request.corruption);
  const severities = parseSeverities(request.severity);
  const { name, classes, shape, splits, channelMean, channelStd } = readDataset(folder);
  const wanted = imageCount('test', counts.test, splits.test.count);
  return {
    name: `${name} (${corruption})`,
    classes,
    counts: { train: 0, test: severities.length * wanted },
    shape,
    statistics: { channelMean, channelStd },
    corruption: { name: corruption, severities, images: wanted },
    images: (split) =>
      split === 'train' ? [] : corruptedRows(openImages(folder, 'test', wanted), { corruption, severities, seed }),
  };
}

/** One line that is the same for the same images: what they are made of stands in their `dataset.json`, each shard by its SHA-256. */
export function corruptedIdentity(source: string | undefined): string {
  return hashOfFile(join(requireSource(source), 'dataset.json'));
}

function requireSource(source: string | undefined): string {
  if (source !== undefined) return source;
  const remedy = 'name a folder that bcos-data made, whose test images are to be corrupted';
  throw new UsageFault({ what: 'is missing', where: '--source', remedy });
}

function parseCorruption(given: string | undefined): CorruptionName {
  const parsed = corruptionNameSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const what = given === undefined ? 'is missing' : `there is no corruption '${given}'`;
  const remedy = nameRemedy(given ?? '', corruptionNameSchema.options);
  throw new UsageFault({ what, where: '--corruption', remedy });
}

async function* corruptedRows(
  rows: ImageRows,
  { corruption, severities, seed }: { corruption: CorruptionName; severities: readonly number[]; seed: number },
): AsyncGenerator<LabelledImage> {
  for (const severity of severities) {
    for (const [place, index] of rows.index.entries()) {
      const image = rows.image(place);
      // The same noise at every severity, only stronger: a number that is drawn anew would be another image.
      const random = pixelStream(seed, NOISE_KEY, index);
      const normal = (): number => random.normal();
      yield {
        image: severity === 0 ? image : await corrupt(image, rows.shape, corruption, severity, normal),
        label: at(rows.labels, place),
      };
    }
  }
}

async function corrupt(
  bytes: Uint8Array,
  [rows, columns, channels]: ImageShape,
  corruption: CorruptionName,
  severity: number,
  normal: () => number,
): Promise<Uint8Array> {
  const strength = at(corruptionDescriptions[corruption].strengths, severity - 1);
  return corruptions[corruption]({ bytes, rows, columns, channels }, strength, normal);
}

/** @throws UsageFault where a flag is given that says something about another data set */
function requireNoOther(flags: Readonly<Record<string, number | undefined>>): void {
  const given = Object.entries(flags).find(([, value]) => value !== undefined);
  if (given === undefined) return;
  const what = 'is of no use for corrupted images, which are those of --source';
  throw new UsageFault({ what, where: given[0], remedy: 'leave this flag out' });
}
