import { z } from 'zod/mini';
import { cellAnswerSchema, cellSchema } from '@bcos-bench/cli/cellMessages';

/** A command line and its surroundings. */
const cellCommandSchema = z.strictObject({
  words: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  folder: z.string(),
});
export type CellCommand = z.infer<typeof cellCommandSchema>;

/** A cell that a task wants computed. */
export const cellRequestSchema = z.strictObject({
  /** Proves that the task is one of this run. */
  token: z.string(),
  /** Starts a process that computes cells. */
  command: cellCommandSchema,
  /** What a process had better have read already. */
  network: z.string(),
  cell: cellSchema,
});
export type CellRequest = z.infer<typeof cellRequestSchema>;

/** How the process ended that a cell was lost with. */
const cellLossSchema = z.strictObject({
  lost: z.strictObject({
    /** Its exit code, as shells have it. */
    code: z.int(),
    /** Whether it had computed other cells before, which may be to blame. */
    shared: z.boolean(),
  }),
});
export type CellLoss = z.infer<typeof cellLossSchema>;

/** What a task hears of its cell, a line of JSON each; an exit code or a loss is the last. */
export const cellNewsSchema = z.union([cellAnswerSchema, cellLossSchema]);
export type CellNews = z.infer<typeof cellNewsSchema>;
