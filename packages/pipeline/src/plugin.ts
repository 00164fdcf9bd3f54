import type {
  CreateNodes,
  CreateNodesResult,
  PostTasksExecution,
  PreTasksExecution,
  ProjectConfiguration,
} from '@nx/devkit';
import { openAttackCells } from './attackCells/openAttackCells.js';
import { guardRemoteCache } from './cacheGuard/guardRemoteCache.js';
import { NX_PROCESS } from './endWithNx.js';
import { nodeProject } from './nodeProject.js';
import { pipelineFiles, pipelinesOn } from './pipelinesOn.js';
import { PLAN_FILE, writeOutcomes } from './plan/planFile.js';
import { rememberRun } from './plan/rememberRun.js';
import { recordRuns } from './recordRuns.js';
import { stageSourcesIn } from './stageSources.js';
import { stages } from './stages.js';

export const name = 'bcos-bench-pipeline';

/** Every node of every pipeline that is on becomes an Nx project with one target. */
export const createNodes: CreateNodes = [
  'pipelines/*.yaml',
  (files, _options, { workspaceRoot }) => {
    const sources = stageSourcesIn(workspaceRoot);
    return pipelinesOn(files, workspaceRoot, process.env).map(
      ({ name: pipeline, file, nodes }): [string, CreateNodesResult] => {
        const projects = nodes
          .map((node) => nodeProject(pipeline, node, sources(stages[node.stage].package)))
          .map((project): [string, ProjectConfiguration] => [project.root, project]);
        return [file, { projects: Object.fromEntries(projects) }];
      },
    );
  },
];

/** The same under the name that Nx knew before version 22. */
export const createNodesV2 = createNodes;

/**
 * Before any task, and before Nx opens its cache: what it will take for the remote cache is our guard before that. Attacks find
 * processes that compute many of them, and tasks learn whose they are.
 */
export const preTasksExecution: PreTasksExecution = async () => {
  process.env[NX_PROCESS] = String(process.pid);
  await guardRemoteCache(process.env);
  await openAttackCells(process.env);
};

/** After a run: what is known of it goes into the pages of its reports, and what it was made of is kept for `bcos plan`. */
export const postTasksExecution: PostTasksExecution = (_options, { workspaceRoot, taskResults }) => {
  const planFile = process.env[PLAN_FILE];
  if (planFile !== undefined) {
    writeOutcomes(planFile, taskResults);
    return;
  }
  rememberRun(workspaceRoot, pipelinesOn(pipelineFiles(workspaceRoot), workspaceRoot, process.env), taskResults);
  recordRuns(workspaceRoot, taskResults, (line) => process.stderr.write(`${line}\n`));
};
