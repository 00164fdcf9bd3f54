import { z } from 'zod/mini';

/** A job as a process that runs several is asked for it: the words of the stage's command line. */
export const jobSchema = z.array(z.string());

/** What such a process answers, a line of JSON each: lines of the job's two streams, and at its end the exit code. */
export const jobAnswerSchema = z.union([
  z.strictObject({ stdout: z.string() }),
  z.strictObject({ stderr: z.string() }),
  z.strictObject({ exit: z.int() }),
]);
export type JobAnswer = z.infer<typeof jobAnswerSchema>;
