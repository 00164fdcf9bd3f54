import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { readJson } from '@bcos-bench/formats';
import type { HashedTask } from './taskInputs.js';

/** The environment variable that names the file for what Nx says of a run that is only planned. */
export const PLAN_FILE = 'BCOS_PLAN_FILE';

const outcomesSchema = z.array(
  z.object({
    task: z.object({
      projectRoot: z.string(),
      hash: z.string().optional(),
      hashDetails: z.object({ nodes: z.record(z.string(), z.string()) }).optional(),
    }),
    status: z.string(),
  }),
);

/** Writes what a plan needs of what Nx says of a run. */
export function writeOutcomes(file: string, outcomes: Readonly<Record<string, HashedTask>>): void {
  writeFileSync(file, JSON.stringify(Object.values(outcomes)));
}

/** Reads what was written, by the roots of the tasks' projects. @throws Fault where the run did not come so far */
export function readOutcomes(file: string): Map<string, HashedTask> {
  const outcomes = readJson(file, outcomesSchema, 'run nx itself to see what is wrong');
  return new Map(
    outcomes.map(({ task: { projectRoot, hash, hashDetails }, status }) => [
      projectRoot,
      { task: { projectRoot, ...(hash && { hash }), ...(hashDetails && { hashDetails }) }, status },
    ]),
  );
}
