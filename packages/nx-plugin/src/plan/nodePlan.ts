import { projectName, projectRoot, type PipelineNode } from '@bcos-bench/pipeline';
import { FROM_CACHE } from '../record/taskStatus.js';
import { changedInputs } from './changedInputs.js';
import { recallInputs } from './rememberedInputs.js';
import { taskInputs, type HashedTask } from './taskInputs.js';

/** What a run would do with a node. */
export interface NodePlan {
  readonly node: PipelineNode;
  /** `cached`: its files come from a cache. `runs`: it runs. `waits`: what it reads is made anew, so that it may run. */
  readonly state: 'cached' | 'runs' | 'waits';
  /** Why it runs, or what it waits for. */
  readonly why: readonly string[];
}

/**
 * What a run of nodes would do with each, in an order in which they can run.
 * @param nodes the nodes of the run, each after those that it reads
 * @param outcomes what Nx says of such a run in which no command was run, by the roots of the nodes' projects; what waits for
 *   another node is not among them
 */
export function nodePlans(
  root: string,
  pipeline: string,
  nodes: readonly PipelineNode[],
  outcomes: ReadonlyMap<string, HashedTask>,
): NodePlan[] {
  const plans = new Map<PipelineNode, NodePlan>();
  for (const node of nodes) {
    const waitsFor = node.reads.filter((read) => plans.get(read)?.state !== 'cached');
    plans.set(node, planOf(root, pipeline, node, outcomes.get(projectRoot(pipeline, node)), waitsFor));
  }
  return [...plans.values()];
}

function planOf(
  root: string,
  pipeline: string,
  node: PipelineNode,
  outcome: HashedTask | undefined,
  waitsFor: readonly PipelineNode[],
): NodePlan {
  if (outcome !== undefined && FROM_CACHE.get(outcome.status) === true) return { node, state: 'cached', why: [] };
  if (outcome === undefined || waitsFor.length > 0) {
    return { node, state: 'waits', why: waitsFor.map(({ name }) => name) };
  }
  const now = taskInputs(outcome, [node.stage, ...node.flags]);
  const before = recallInputs(root, projectName(pipeline, node));
  if (before === null || now === null) return { node, state: 'runs', why: ['it has not run here'] };
  const changes = changedInputs(before, now);
  return { node, state: 'runs', why: changes.length === 0 ? ['its result is not in the cache any more'] : changes };
}
