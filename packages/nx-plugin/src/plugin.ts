import type {
  CreateDependencies,
  CreateNodes,
  CreateNodesResult,
  FileMap,
  PostTasksExecution,
  PreTasksExecution,
  ProjectConfiguration,
} from '@nx/devkit';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary';
import { requireRegularFile } from '@bcos-bench/formats';
import { openAttackJobs } from './attackJobs/openAttackJobs.js';
import { guardRemoteCache } from './cacheGuard/guardRemoteCache.js';
import { choosePipelines, stages, type PipelineNode } from '@bcos-bench/pipeline';
import { NX_PROCESS } from './run/endWithNx.js';
import { saySignalsOfNx } from './run/saySignalsOfNx.js';
import { TASK_MACHINE, taskMachine } from './machine/taskMachine.js';
import { hashesKnown, requireHashedSources } from './projects/hashedSources.js';
import { isInstalled } from './code/packageFolder.js';
import { engineProject } from './projects/engineProject.js';
import { ignoredBy } from './projects/ignoredBy.js';
import { requireNoLinkedOutputs } from './projects/linkedOutputs.js';
import { nodeProject } from './projects/nodeProject.js';
import { requireOwnOutputs } from './projects/ownOutputs.js';
import { pipelineFiles, pipelinesOn, type PipelineOn } from './projects/pipelinesOn.js';
import { PLAN_FILE, writeOutcomes } from './plan/planFile.js';
import { rememberRun } from './plan/rememberRun.js';
import { faultLines, reportLines } from './record/closingLines.js';
import { recordRuns } from './record/recordRuns.js';
import { rememberFaults } from './record/rememberedFaults.js';
import { sourcesOf } from './projects/sourcesOf.js';
import type { StageSources } from './projects/stageSources.js';

export const name = 'bcos-bench-pipeline';

/** The pipelines that `createNodes` has read last, by workspace: what follows in a run is about these, though a file may change meanwhile. */
const known = new Map<string, readonly PipelineOn[]>();

/** Every node of every pipeline that is on becomes an Nx project with one target. */
export const createNodes: CreateNodes = [
  'pipelines/*.yaml',
  (files, _options, { workspaceRoot }) => {
    requireSeenPipelines(files, workspaceRoot);
    const sources = nodeSources(workspaceRoot);
    const engine = isInstalled() ? [engineProject(workspaceRoot)] : [];
    const pipelines = pipelinesOn(files, workspaceRoot, process.env);
    known.set(workspaceRoot, pipelines);
    return pipelines.map(({ name: pipeline, file, nodes }): [string, CreateNodesResult] => {
      const projects = nodes.map((node) => nodeProject(pipeline, node, sources(node), workspaceRoot));
      const byRoot = [...engine, ...projects].map((project): [string, ProjectConfiguration] => [project.root, project]);
      return [file, { projects: Object.fromEntries(byRoot) }];
    });
  },
];

/** The same under the name that Nx knew before version 22. */
export const createNodesV2 = createNodes;

/** Nx looks for pipelines where no `.gitignore` says that there are none. */
function requireSeenPipelines(files: readonly string[], root: string): void {
  const unseen = unseenPipeline(files, root);
  if (unseen === undefined) return;
  requireRegularFile(join(root, unseen), 'put a file of YAML there');
  throw new Fault({
    what: `Nx does not see it, because ${ignoredBy(root, unseen) ?? 'a .gitignore'} ignores it`,
    where: unseen,
    remedy: 'remove the rule, move the workspace to another place, or run git init in it',
  });
}

/** Finds what the program of a node is made of. */
function nodeSources(root: string): (node: PipelineNode) => StageSources {
  const sources = sourcesOf(root);
  return ({ stage, requests = [] }) => sources(stages[stage].package, requests);
}

/** A pipeline that is on and not among the files that Nx knows. */
function unseenPipeline(files: readonly string[], root: string): string | undefined {
  return choosePipelines(pipelineFiles(root), process.env['PIPELINE']).find((file) => !files.includes(file));
}

/** The nodes' projects have said already what they depend on. What Nx has hashed by now is what it should be, or nothing runs. */
export const createDependencies: CreateDependencies = (_options, { workspaceRoot, fileMap }) => {
  const sources = nodeSources(workspaceRoot);
  const nodes = nodesOn(workspaceRoot, fileMap);
  const packages = new Set(nodes.flatMap((node) => sources(node).packages));
  const files = new Set(nodes.flatMap((node) => node.files));
  const there = [...files].sort().filter((file) => existsSync(join(workspaceRoot, file)));
  const folders = [...packages].sort().map((folder) => `packages/${folder}`);
  requireHashedSources(workspaceRoot, folders, there, fileMap);
  return [];
};

/**
 * None where a pipeline is wrong, or Nx does not see it: `createNodes` has said so, and Nx goes no further than to show what plugins say.
 */
function nodesOn(root: string, fileMap: FileMap): PipelineNode[] {
  try {
    if (unseenPipeline([...hashesKnown(fileMap).keys()], root) !== undefined) return [];
    return pipelinesOfRun(root).flatMap(({ nodes }) => nodes);
  } catch (error) {
    if (error instanceof Fault) return [];
    throw error;
  }
}

function pipelinesOfRun(root: string): readonly PipelineOn[] {
  return known.get(root) ?? pipelinesOn(pipelineFiles(root), root, process.env);
}

/**
 * Before any task, and before Nx opens its cache: what it will take for the remote cache is our guard before that. Attacks find
 * processes that compute many of them, and tasks learn whose they are.
 */
export const preTasksExecution: PreTasksExecution = async (_options, { workspaceRoot }) => {
  const pipelines = pipelinesOfRun(workspaceRoot);
  requireNoLinkedOutputs(workspaceRoot, pipelines);
  requireOwnOutputs(workspaceRoot, pipelines);
  process.env[NX_PROCESS] = String(process.pid);
  process.env[TASK_MACHINE] = taskMachine(process.env);
  saySignalsOfNx(process.env);
  await guardRemoteCache(process.env);
  await openAttackJobs(process.env);
};

/**
 * After a run: what is known of it goes into the pages of its reports, what it was made of is kept for `bcos plan`, and below all that
 * Nx has said stand the tables, or what is wrong.
 */
export const postTasksExecution: PostTasksExecution = (_options, { workspaceRoot, taskResults, argv }) => {
  const planFile = process.env[PLAN_FILE];
  if (planFile !== undefined) {
    writeOutcomes(planFile, taskResults);
    return;
  }
  rememberRun(workspaceRoot, pipelinesOfRun(workspaceRoot), taskResults);
  rememberFaults(workspaceRoot, taskResults);
  recordRuns(workspaceRoot, taskResults, (line) => process.stderr.write(`${line}\n`));
  reportLines(workspaceRoot, taskResults, argv).forEach((line) => process.stdout.write(`${line}\n`));
  faultLines(taskResults).forEach((line) => process.stderr.write(`${line}\n`));
};
