import { reportNode } from '@bcos-bench/pipeline';
import { taskNode, type TaskOutcome } from './taskNode.js';
import { FROM_CACHE } from './taskStatus.js';

/** The part that a run of Nx had in one pipeline, whose report is up to date after it. */
export interface ReportedRun {
  readonly pipeline: string;
  /** Whether a node's files came from a cache, by node, in the order of Nx. */
  readonly cached: ReadonlyMap<string, boolean>;
}

/**
 * The pipelines whose report was made in a run or came from the cache. A run without it, such as of one attack alone, says nothing
 * of the page that is there, and so is not among them.
 * @param outcomes by the tasks' names, as Nx hands them to a plugin
 */
export function reportedRuns(outcomes: Readonly<Record<string, TaskOutcome>>): ReportedRun[] {
  const runs = new Map<string, Map<string, boolean>>();
  for (const outcome of Object.values(outcomes)) {
    const found = taskNode(outcome);
    const cached = FROM_CACHE.get(outcome.status);
    if (found === null || cached === undefined) continue;
    const { pipeline, node } = found;
    runs.set(pipeline, (runs.get(pipeline) ?? new Map<string, boolean>()).set(node, cached));
  }
  return [...runs].filter(([, cached]) => cached.has(reportNode)).map(([pipeline, cached]) => ({ pipeline, cached }));
}
