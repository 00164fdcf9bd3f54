import { duration } from './duration.js';
import type { RunRecord } from './runRecord.js';

/** What the last run did, in words. */
export function runSummary({ nodes }: RunRecord): string {
  const runs = Object.values(nodes);
  const cached = runs.filter((run) => run.cached).length;
  const seconds = runs.flatMap(({ timing }) => timing?.seconds ?? []).reduce((sum, each) => sum + each, 0);
  return (
    `The last run took ${cached} of ${runs.length} nodes from the cache and computed ${runs.length - cached}. ` +
    `All of them together took ${duration(seconds)} to compute, often side by side and in earlier runs. ` +
    'Each node below says how long it took, on what machine and with which versions.'
  );
}
