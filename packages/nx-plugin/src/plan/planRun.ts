import { absentFiles, nodesOfRun } from '@bcos-bench/pipeline';
import { estimates } from './estimate.js';
import { nodePlans } from './nodePlan.js';
import { estimateLines, nodeLines } from './planLines.js';
import { plannedRun } from './plannedRun.js';
import { workloads } from './workload.js';
import { pipelineFiles, pipelinesOn, type PipelineOn } from '../projects/pipelinesOn.js';

/**
 * Says what a run of the pipelines that are on would do, why, and for how long; runs nothing of it.
 * @param root the workspace
 * @param measure whether the speed of this machine is measured
 */
export async function planRun(
  root: string,
  target: string,
  measure: boolean,
  say: (line: string) => void,
): Promise<void> {
  // The paths of stages' commands and of what they read are from there.
  process.chdir(root);
  const outcomes = await plannedRun(root, target);
  for (const on of pipelinesOn(pipelineFiles(root), root, process.env)) {
    const plans = nodePlans(root, on.name, nodesOfRun(on.nodes, target), outcomes);
    nodeLines(on.name, plans).forEach(say);
    absentLines(on).forEach(say);
    if (!measure) continue;
    const toRun = plans.filter(({ state }) => state !== 'cached').map(({ node }) => node);
    const found = await estimates(workloads(toRun, on.spec), on.spec, (line) => process.stderr.write(`${line}\n`));
    say('');
    estimateLines(found).forEach(say);
  }
}

function absentLines({ spec, absent }: PipelineOn): string[] {
  const lines = absentFiles(spec, absent).map((line) => `  ${line}`);
  return lines.length === 0 ? [] : ['', 'left out of the report:', ...lines];
}
