import { z } from 'zod';
import { join } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary';
import { int32Column, readDigestedArrow, uint8Column } from './arrow/arrowFile.js';
import { writeArrow } from './arrow/arrowTable.js';
import { hashOfFile } from './content/contentHash.js';
import { readJson } from './json.js';

/** Images of all data sets: rows, columns, channels. */
export const IMAGE_SHAPE = [32, 32, 3] as const;
/** Bytes of one image. */
export const IMAGE_SIZE = 3072;

/** The two splits of a data set. */
export const splitNameSchema = z.enum(['train', 'test']);
export type SplitName = z.infer<typeof splitNameSchema>;

const shardSchema = z.object({ file: z.string(), rows: z.int().nonnegative(), sha256: z.string() });
const splitSchema = z.object({ count: z.int().nonnegative(), shards: z.array(shardSchema) });

/** `dataset.json`: what a data folder holds. Means and deviations are over the training split, in [0,1]. */
export const datasetSchema = z.object({
  name: z.string(),
  classes: z.array(z.string()).min(2),
  shape: z.tuple([z.literal(32), z.literal(32), z.literal(3)]),
  splits: z.object({ train: splitSchema, test: splitSchema }),
  channelMean: z.array(z.number().min(0).max(1)).length(3),
  channelStd: z.array(z.number().min(0).max(1)).length(3),
  /** How images of other sizes were brought to this one, and how many were; absent where none may be. */
  resize: z.object({ size: z.literal(32), method: z.string(), images: z.int().nonnegative() }).optional(),
});
export type Dataset = z.infer<typeof datasetSchema>;

/** Images of one split: `images` holds 3,072 bytes an image (row, column, channel), `index` its number in the split. */
export interface Images {
  readonly index: Int32Array;
  readonly images: Uint8Array;
  readonly labels: Int32Array;
}

const REMEDY = 'make the data again with bcos-data';

/** Writes one shard and returns its line for `dataset.json`. */
export function writeShard(
  folder: string,
  file: string,
  images: Images,
  about: { classes: readonly string[]; split: SplitName },
): z.infer<typeof shardSchema> {
  const rows = images.index.length;
  const path = join(folder, file);
  writeArrow(path, {
    rows,
    columns: new Map([
      ['index', { type: 'int32', width: 1, values: images.index }],
      ['image', { type: 'uint8', width: IMAGE_SIZE, values: images.images }],
      ['label', { type: 'int32', width: 1, values: images.labels }],
    ]),
    metadata: new Map([
      ['classes', JSON.stringify(about.classes)],
      ['shape', JSON.stringify(IMAGE_SHAPE)],
      ['split', about.split],
    ]),
  });
  return { file, rows, sha256: hashOfFile(path) };
}

/** Reads `dataset.json` of a data folder. @throws Fault */
export function readDataset(folder: string): Dataset {
  return readJson(join(folder, 'dataset.json'), datasetSchema, REMEDY);
}

/**
 * Reads the first `limit` images of a split (all without it); every shard that is read is checked against its SHA-256.
 * @throws Fault where a shard is missing, changed or holds a label that the data set has no class for
 */
export function readImages(folder: string, split: SplitName, limit = Infinity): Images {
  const wanted = Math.min(readDataset(folder).splits[split].count, limit);
  const images = {
    index: new Int32Array(wanted),
    images: new Uint8Array(wanted * IMAGE_SIZE),
    labels: new Int32Array(wanted),
  };
  let at = 0;
  for (const shard of readImageShards(folder, split, limit)) {
    images.index.set(shard.index, at);
    images.labels.set(shard.labels, at);
    images.images.set(shard.images, at * IMAGE_SIZE);
    at += shard.index.length;
  }
  return images;
}

/**
 * The same images shard by shard: memory holds one shard at a time.
 * @throws Fault as `readImages` does
 */
export function* readImageShards(folder: string, split: SplitName, limit = Infinity): Generator<Images> {
  const dataset = readDataset(folder);
  const { count, shards } = dataset.splits[split];
  const wanted = Math.min(count, limit);
  let at = 0;
  for (const shard of shards) {
    if (at >= wanted) break;
    const path = join(folder, shard.file);
    const { file: table, sha256 } = readDigestedArrow(path, REMEDY);
    if (sha256 !== shard.sha256) {
      throw new Fault({ what: 'does not have the SHA-256 that dataset.json names', where: path, remedy: REMEDY });
    }
    if (table.rows !== shard.rows) {
      const what = `has ${table.rows} images, and dataset.json says ${shard.rows}`;
      throw new Fault({ what, where: path, remedy: REMEDY });
    }
    const rows = Math.min(table.rows, wanted - at);
    const images = {
      index: int32Column(table, 'index').subarray(0, rows),
      labels: int32Column(table, 'label').subarray(0, rows),
      images: uint8Column(table, 'image', IMAGE_SIZE).subarray(0, rows * IMAGE_SIZE),
    };
    requireKnownLabels(images, dataset, split, folder);
    yield images;
    at += rows;
  }
  if (at < wanted)
    throw new Fault({ what: `split '${split}' ends after ${at} of ${wanted} images`, where: folder, remedy: REMEDY });
}

function requireKnownLabels({ index, labels }: Images, { classes }: Dataset, split: SplitName, folder: string): void {
  const wrong = labels.findIndex((label) => label < 0 || label >= classes.length);
  if (wrong < 0) return;
  const what = `image ${index[wrong]} of '${split}' has label ${labels[wrong]}`;
  throw new Fault({ what, where: folder, remedy: REMEDY });
}
