import { z } from 'zod';
import { join } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary';
import { int32Column, readDigestedArrow, uint8Column } from './arrow/arrowFile.js';
import { writeArrow } from './arrow/arrowTable.js';
import { hashOfFile } from './content/contentHash.js';
import { readJson } from './json.js';

/** Pictures of all data sets: rows, columns, channels. */
export const PICTURE_SHAPE = [32, 32, 3] as const;
/** Bytes of one picture. */
export const PICTURE_SIZE = 3072;

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

/** Pictures of one split: `images` holds 3,072 bytes a picture (row, column, channel), `index` its number in the split. */
export interface Pictures {
  readonly index: Int32Array;
  readonly images: Uint8Array;
  readonly labels: Int32Array;
}

const REMEDY = 'make the data again with bcos-data';

/** Writes one shard and returns its line for `dataset.json`. */
export function writeShard(
  folder: string,
  file: string,
  pictures: Pictures,
  about: { classes: readonly string[]; split: SplitName },
): z.infer<typeof shardSchema> {
  const rows = pictures.index.length;
  const path = join(folder, file);
  writeArrow(path, {
    rows,
    columns: new Map([
      ['index', { type: 'int32', width: 1, values: pictures.index }],
      ['image', { type: 'uint8', width: PICTURE_SIZE, values: pictures.images }],
      ['label', { type: 'int32', width: 1, values: pictures.labels }],
    ]),
    metadata: new Map([
      ['classes', JSON.stringify(about.classes)],
      ['shape', JSON.stringify(PICTURE_SHAPE)],
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
 * Reads the first `limit` pictures of a split (all without it); every shard that is read is checked against its SHA-256.
 * @throws Fault where a shard is missing, changed or holds a label that the data set has no class for
 */
export function readPictures(folder: string, split: SplitName, limit = Infinity): Pictures {
  const wanted = Math.min(readDataset(folder).splits[split].count, limit);
  const pictures = {
    index: new Int32Array(wanted),
    images: new Uint8Array(wanted * PICTURE_SIZE),
    labels: new Int32Array(wanted),
  };
  let at = 0;
  for (const shard of readPictureShards(folder, split, limit)) {
    pictures.index.set(shard.index, at);
    pictures.labels.set(shard.labels, at);
    pictures.images.set(shard.images, at * PICTURE_SIZE);
    at += shard.index.length;
  }
  return pictures;
}

/**
 * The same pictures shard by shard: memory holds one shard at a time.
 * @throws Fault as `readPictures` does
 */
export function* readPictureShards(folder: string, split: SplitName, limit = Infinity): Generator<Pictures> {
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
      const what = `has ${table.rows} pictures, and dataset.json says ${shard.rows}`;
      throw new Fault({ what, where: path, remedy: REMEDY });
    }
    const rows = Math.min(table.rows, wanted - at);
    const pictures = {
      index: int32Column(table, 'index').subarray(0, rows),
      labels: int32Column(table, 'label').subarray(0, rows),
      images: uint8Column(table, 'image', PICTURE_SIZE).subarray(0, rows * PICTURE_SIZE),
    };
    requireKnownLabels(pictures, dataset, split, folder);
    yield pictures;
    at += rows;
  }
  if (at < wanted)
    throw new Fault({ what: `split '${split}' ends after ${at} of ${wanted} pictures`, where: folder, remedy: REMEDY });
}

function requireKnownLabels({ index, labels }: Pictures, { classes }: Dataset, split: SplitName, folder: string): void {
  const wrong = labels.findIndex((label) => label < 0 || label >= classes.length);
  if (wrong < 0) return;
  const what = `picture ${index[wrong]} of '${split}' has label ${labels[wrong]}`;
  throw new Fault({ what, where: folder, remedy: REMEDY });
}
