import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { createHash } from 'node:crypto';
import { shellLine, outputFolder, projectName, projectRoot, stages, type PipelineNode } from '@bcos-bench/pipeline';
import { ownProgram, stageProgram } from '../code/program.js';
import { TASK_MACHINE } from '../machine/taskMachine.js';
import type { StageSources } from './stageSources.js';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** A node as an Nx project: its root, which need not exist, and the rest. */
export interface NodeProject extends ProjectConfiguration {
  readonly name: string;
}

const NATIVE_ENGINE = { projects: ['engine'], target: 'native' };

/**
 * The Nx project of one node. Nx hashes a project's targets and tags, so two nodes never share a project: they would
 * invalidate each other.
 * @param root the workspace
 */
export function nodeProject(pipeline: string, node: PipelineNode, sources: StageSources, root: string): NodeProject {
  const name = projectName(pipeline, node);
  return {
    name,
    root: projectRoot(pipeline, node),
    projectType: 'application',
    tags: [`pipeline:${pipeline}`, `stage:${node.stage}`, ...node.tags, ...sectionTag(node), ...codeTag(sources)],
    implicitDependencies: node.reads.map((read) => projectName(pipeline, read)),
    targets: { [node.stage]: nodeTarget(pipeline, node, sources, root) },
  };
}

/** What a node reads of the pipeline's file enters its hash as a tag, and the file's bytes do not. */
function sectionTag({ section }: PipelineNode): string[] {
  return section === undefined ? [] : [`section:${createHash('sha256').update(section).digest('hex').slice(0, 16)}`];
}

/** The code where it is no file of the workspace: Nx hashes a project's tags. */
function codeTag({ code }: StageSources): string[] {
  return code === null ? [] : [`code:${code.slice(0, 32)}`];
}

function nodeTarget(pipeline: string, node: PipelineNode, sources: StageSources, root: string): TargetConfiguration {
  const { computes } = stages[node.stage];
  return {
    command: shellLine([
      'node',
      ownProgram('run-node', root),
      node.stage,
      ...node.flags,
      '--out',
      outputFolder(pipeline, node.name),
    ]),
    options: { cwd: '{workspaceRoot}' },
    cache: true,
    dependsOn: [
      ...node.reads.map((read) => ({ projects: [projectName(pipeline, read)], target: read.stage })),
      ...(computes ? [NATIVE_ENGINE] : []),
    ],
    inputs: nodeInputs(node, sources, root),
    outputs: [`{workspaceRoot}/${outputFolder(pipeline, node.name)}`],
  };
}

/** All that a node's bytes depend on, besides its command line. */
function nodeInputs({ stage, flags, files }: PipelineNode, sources: StageSources, root: string): Inputs {
  const { reads, reachesOut, computes } = stages[stage];
  return [
    ...codeInputs(sources),
    ...files.map((file) => `{workspaceRoot}/${file}`),
    { externalDependencies: [...sources.externals] },
    ...reads.map((file) => ({ dependentTasksOutputFiles: `**/${file}`, transitive: false })),
    ...(computes ? [{ env: TASK_MACHINE }] : []),
    ...(reachesOut ? [{ runtime: shellLine(['node', stageProgram(stage, root), 'identity', ...flags]) }] : []),
  ];
}

/** The sources in a clone; what is installed is in a tag. */
function codeInputs({ packages, code }: StageSources): string[] {
  if (code !== null) return [];
  return [
    '{workspaceRoot}/tsconfig.base.json',
    ...packages.flatMap((folder) => [
      `{workspaceRoot}/packages/${folder}/**/*`,
      `!{workspaceRoot}/packages/${folder}/**/*.spec.ts`,
      `!{workspaceRoot}/packages/${folder}/**/*.md`,
    ]),
  ];
}
