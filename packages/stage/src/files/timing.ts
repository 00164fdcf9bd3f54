import { join } from 'node:path';
import { z } from 'zod';
import { writeJson } from './json.js';

/** `timing.json`: how long a stage took. It differs from run to run, so no later stage has it among its inputs. */
export const timingSchema = z.object({
  seconds: z.number(),
  /** What was counted, such as `picture-steps`, and how many a second. */
  rates: z.record(z.string(), z.number()),
});
export type Timing = z.infer<typeof timingSchema>;

/** Writes `timing.json`: the seconds since `started` (of `performance.now()`) and the rate of each count over them. */
export function writeTiming(folder: string, started: number, counts: Readonly<Record<string, number>>): void {
  const seconds = (performance.now() - started) / 1000;
  const rates = Object.fromEntries(
    Object.entries(counts).map(([name, count]) => [`${name} a second`, count / seconds]),
  );
  writeJson(join(folder, 'timing.json'), { seconds, rates } satisfies Timing);
}
