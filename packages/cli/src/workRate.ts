import { z } from 'zod';

/** How fast a stage's work goes on this machine: what `bcos-attack rate`, `bcos-train rate` and `bcos-measure rate` print. */
export const workRateSchema = z.object({
  unit: z.enum(['image-steps', 'images', 'passes']),
  perSecond: z.number().positive(),
  /** `CPU` or the GPU's name. */
  device: z.string(),
});
export type WorkRate = z.infer<typeof workRateSchema>;

/** A measurement is over after this many milliseconds, and not before this many repetitions. */
const LONG_ENOUGH_MS = 3000;
const REPETITIONS = 2;

/**
 * How often a second `work` can be done. The first time is not counted: it warms up.
 * @param work ends when its result is there
 */
export function timesASecond(work: () => void): number {
  work();
  const begun = performance.now();
  let times = 0;
  while (times < REPETITIONS || performance.now() - begun < LONG_ENOUGH_MS) {
    work();
    times += 1;
  }
  return (1000 * times) / (performance.now() - begun);
}
