import { z } from 'zod';
import { join } from 'node:path';
import {
  corruptionNameSchema,
  imageShapeSchema,
  numbersOf,
  severitySchema,
  type ImageShape,
} from '@bcos-bench/vocabulary';
import { writeArrow } from './arrow/arrowTable.js';
import { hashOfFile } from './content/contentHash.js';
import { requireMade } from './madeFolder.js';
import { readJson } from './json.js';

/** The two splits of a data set. */
export const splitNameSchema = z.enum(['train', 'test']);
export type SplitName = z.infer<typeof splitNameSchema>;

const shardSchema = z.object({ file: z.string(), rows: z.int().nonnegative(), sha256: z.string() });
const splitSchema = z.object({ count: z.int().nonnegative(), shards: z.array(shardSchema) });

/**
 * All images for one severity after the other: `images` of them each. So image i at the severity of place s has the number
 * s * `images` + i.
 */
const corruptionSchema = z.object({
  name: corruptionNameSchema,
  severities: z.array(severitySchema).min(1),
  images: z.int().min(1),
});

const channelNumbers = z.array(z.number().min(0).max(1));

/** `dataset.json`: what a data folder holds. Means and deviations are over the training split, in [0,1], one of each channel. */
export const datasetSchema = z
  .object({
    name: z.string(),
    classes: z.array(z.string()).min(2),
    /** Rows, columns and channels of every image. */
    shape: imageShapeSchema,
    splits: z.object({ train: splitSchema, test: splitSchema }),
    channelMean: channelNumbers,
    channelStd: channelNumbers,
    /** How images of other sizes were brought to `size` rows and columns, and how many were; absent where none may be. */
    resize: z.object({ size: z.int().min(1), method: z.string(), images: z.int().nonnegative() }).optional(),
    /** How the images of the test split were corrupted; absent where they were not. */
    corruption: corruptionSchema.optional(),
  })
  .superRefine(({ shape: [, , channels], channelMean, channelStd }, context) => {
    for (const [key, numbers] of Object.entries({ channelMean, channelStd })) {
      if (numbers.length === channels) continue;
      const message = `has ${numbers.length} numbers, and an image ${channels} channels`;
      context.addIssue({ code: 'custom', path: [key], message });
    }
  });
export type Dataset = z.infer<typeof datasetSchema>;

/** Images in memory: `images` holds the bytes of one after the other (row, column, channel), `index` its number in the split. */
export interface Images {
  readonly shape: ImageShape;
  readonly index: Int32Array;
  readonly images: Uint8Array;
  readonly labels: Int32Array;
}

/** What to do about data that are damaged. */
export const DATA_REMEDY = 'make the data again with bcos-data';

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
      ['image', { type: 'uint8', width: numbersOf(images.shape), values: images.images }],
      ['label', { type: 'int32', width: 1, values: images.labels }],
    ]),
    metadata: new Map([
      ['classes', JSON.stringify(about.classes)],
      ['shape', JSON.stringify(images.shape)],
      ['split', about.split],
    ]),
  });
  return { file, rows, sha256: hashOfFile(path) };
}

/** Reads `dataset.json` of a data folder. @throws Fault */
export function readDataset(folder: string): Dataset {
  requireMade(folder, 'dataset.json', 'data set', 'bcos-data');
  return readJson(join(folder, 'dataset.json'), datasetSchema, DATA_REMEDY);
}
