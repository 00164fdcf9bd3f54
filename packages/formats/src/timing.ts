import { join } from 'node:path';
import { z } from 'zod';
import { circumstancesSchema, type Circumstances } from './circumstances.js';
import { writeJson } from './json.js';

/** `timing.json`: how long a stage took and what it ran on. It differs from run to run, so it is an input of no stage. */
export const timingSchema = z.object({
  seconds: z.number(),
  /** What was counted, such as `image-steps`, and how many a second. */
  rates: z.record(z.string(), z.number()),
  /** The seconds of parts that are timed by themselves, such as the members of an ensemble. */
  parts: z.record(z.string(), z.number()).optional(),
  made: circumstancesSchema,
});
export type Timing = z.infer<typeof timingSchema>;

/**
 * Writes `timing.json`: the seconds since `started` (of `performance.now()`), the rate of each count over them, the seconds of parts,
 * and the circumstances.
 */
export function writeTiming(
  folder: string,
  started: number,
  counts: Readonly<Record<string, number>>,
  made: Circumstances,
  parts: Readonly<Record<string, number>> = {},
): void {
  const seconds = (performance.now() - started) / 1000;
  const rates = Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [`${name} a second`, count / seconds]),
  );
  writeJson(join(folder, 'timing.json'), {
    seconds,
    rates,
    ...(Object.keys(parts).length > 0 && { parts }),
    made,
  } satisfies Timing);
}
