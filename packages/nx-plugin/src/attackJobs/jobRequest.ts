import { z } from 'zod/mini';
import { jobAnswerSchema, jobSchema } from '@bcos-bench/cli/jobMessages';

/** A command line and its surroundings. */
const jobCommandSchema = z.strictObject({
  words: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  folder: z.string(),
});
export type JobCommand = z.infer<typeof jobCommandSchema>;

/** A job that a task wants computed. */
export const jobRequestSchema = z.strictObject({
  /** Proves that the task is one of this run. */
  token: z.string(),
  /** Starts a process that computes jobs. */
  command: jobCommandSchema,
  /** What a process had better have read already. */
  network: z.string(),
  job: jobSchema,
});
export type JobRequest = z.infer<typeof jobRequestSchema>;

/** How the process ended that a job was lost with. */
const jobLossSchema = z.strictObject({
  lost: z.strictObject({
    /** Its exit code, as shells have it. */
    code: z.int(),
    /** Whether it had computed other jobs before, which may be to blame. */
    shared: z.boolean(),
  }),
});

/** What a task hears of its job, a line of JSON each; an exit code or a loss is the last. */
export const jobNewsSchema = z.union([jobAnswerSchema, jobLossSchema]);
export type JobNews = z.infer<typeof jobNewsSchema>;
