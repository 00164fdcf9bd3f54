import { z } from 'zod';
import { epochMetricsSchema } from '@bcos-bench/formats';

/** Sums over the images of an epoch so far: their losses, and how many have their class among the first 1 and 5. */
const sumsSchema = z.object({ images: z.int(), loss: z.number(), top1: z.int(), top5: z.int() });
export type EpochSums = z.infer<typeof sumsSchema>;

/** How far a training is: everything but the tensors that it would need to go on. */
export const trainingProgressSchema = z.object({
  /** The epoch to go on with, the first being 0; the number of epochs where the training is done. */
  epoch: z.int().nonnegative(),
  /** The step of that epoch to go on with. */
  step: z.int().nonnegative(),
  sums: sumsSchema,
  /** The loss of the very first step, which a diverging loss is measured by; null before it. */
  firstLoss: z.number().nullable(),
  /** A row for each epoch that is done. */
  epochs: z.array(epochMetricsSchema),
});
export type TrainingProgress = z.infer<typeof trainingProgressSchema>;

/** Sums of no images. */
export const noSums: EpochSums = { images: 0, loss: 0, top1: 0, top5: 0 };

/** A training that has not begun. */
export const atTheBeginning: TrainingProgress = { epoch: 0, step: 0, sums: noSums, firstLoss: null, epochs: [] };
