import { join } from 'node:path';
import { z } from 'zod';
import { readParquet } from './parquet/parquetRows.js';
import { openParquet, type ParquetColumns } from './parquet/parquetTable.js';

/** A row of `metrics.parquet`: one epoch. Losses are means over images; top-1 and top-5 are shares in [0,1]. */
export const epochMetricsSchema = z.object({
  epoch: z.int().min(1),
  learning_rate: z.number(),
  train_loss: z.number(),
  train_top1: z.number(),
  train_top5: z.number(),
  test_loss: z.number(),
  test_top1: z.number(),
  test_top5: z.number(),
});
export type EpochMetrics = z.infer<typeof epochMetricsSchema>;

const columns: ParquetColumns = {
  epoch: { type: 'INT32' },
  learning_rate: { type: 'DOUBLE' },
  train_loss: { type: 'DOUBLE' },
  train_top1: { type: 'DOUBLE' },
  train_top5: { type: 'DOUBLE' },
  test_loss: { type: 'DOUBLE' },
  test_top1: { type: 'DOUBLE' },
  test_top5: { type: 'DOUBLE' },
};

/** Writes `metrics.parquet` into a checkpoint folder. Seconds stand in `timing.json`, so that equal runs are equal bytes. */
export async function writeTrainingMetrics(folder: string, epochs: readonly EpochMetrics[]): Promise<void> {
  const writer = await openParquet<EpochMetrics>(join(folder, 'metrics.parquet'), columns);
  for (const epoch of epochs) await writer.append(epoch);
  await writer.close();
}

/** Reads `metrics.parquet` of a checkpoint folder. @throws Fault */
export function readTrainingMetrics(folder: string): Promise<EpochMetrics[]> {
  return readParquet(join(folder, 'metrics.parquet'), epochMetricsSchema, 'train the network again with bcos-train');
}
