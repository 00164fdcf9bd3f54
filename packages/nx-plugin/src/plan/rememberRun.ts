import { projectName, projectRoot } from '@bcos-bench/pipeline';
import type { PipelineOn } from '../projects/pipelinesOn.js';
import { FROM_CACHE } from '../record/taskStatus.js';
import { rememberInputs } from './rememberedInputs.js';
import { taskInputs, type HashedTask } from './taskInputs.js';

/** Remembers what the results of a run were made of, so that a plan can say what has changed since. */
export function rememberRun(
  root: string,
  pipelines: readonly PipelineOn[],
  outcomes: Readonly<Record<string, HashedTask>>,
): void {
  const done = new Map(
    Object.values(outcomes)
      .filter(({ status }) => FROM_CACHE.has(status))
      .map((outcome) => [outcome.task.projectRoot, outcome]),
  );
  for (const { name, nodes } of pipelines) {
    for (const node of nodes) {
      const outcome = done.get(projectRoot(name, node));
      const inputs = outcome === undefined ? null : taskInputs(outcome, [node.stage, ...node.flags]);
      if (inputs !== null) rememberInputs(root, projectName(name, node), inputs);
    }
  }
}
