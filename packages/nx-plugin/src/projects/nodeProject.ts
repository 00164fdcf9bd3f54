import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { createHash } from 'node:crypto';
import {
  shellLine,
  outputFolder,
  projectName,
  projectRoot,
  commandFile,
  stages,
  type PipelineNode,
} from '@bcos-bench/pipeline';
import type { StageSources } from './stageSources.js';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** A node as an Nx project: its root, which need not exist, and the rest. */
export interface NodeProject extends ProjectConfiguration {
  readonly name: string;
}

const RUN_NODE = 'packages/nx-plugin/bin/run-node.js';
const MACHINE = 'packages/nx-plugin/bin/machine.js';
const NATIVE_ENGINE = { projects: ['engine'], target: 'native' };

/**
 * The Nx project of one node. Nx hashes a project's targets and tags, so two nodes never share a project: they would
 * invalidate each other.
 */
export function nodeProject(pipeline: string, node: PipelineNode, sources: StageSources): NodeProject {
  const name = projectName(pipeline, node);
  return {
    name,
    root: projectRoot(pipeline, node),
    projectType: 'application',
    tags: [`pipeline:${pipeline}`, `stage:${node.stage}`, ...node.tags, ...sectionTag(node)],
    implicitDependencies: node.reads.map((read) => projectName(pipeline, read)),
    targets: { [node.stage]: nodeTarget(pipeline, node, sources) },
  };
}

/** What a node reads of the pipeline's file enters its hash as a tag, and the file's bytes do not. */
function sectionTag({ section }: PipelineNode): string[] {
  return section === undefined ? [] : [`section:${createHash('sha256').update(section).digest('hex').slice(0, 16)}`];
}

function nodeTarget(pipeline: string, node: PipelineNode, sources: StageSources): TargetConfiguration {
  const { computes } = stages[node.stage];
  return {
    command: shellLine(['node', RUN_NODE, node.stage, ...node.flags, '--out', outputFolder(pipeline, node.name)]),
    options: { cwd: '{workspaceRoot}' },
    cache: true,
    dependsOn: [
      ...node.reads.map((read) => ({ projects: [projectName(pipeline, read)], target: read.stage })),
      ...(computes ? [NATIVE_ENGINE] : []),
    ],
    inputs: nodeInputs(node, sources),
    outputs: [`{workspaceRoot}/${outputFolder(pipeline, node.name)}`],
  };
}

/** All that a node's bytes depend on, besides its command line. */
function nodeInputs({ stage, flags, files }: PipelineNode, { packages, externals }: StageSources): Inputs {
  const { reads, reachesOut, computes } = stages[stage];
  return [
    '{workspaceRoot}/tsconfig.base.json',
    ...packages.flatMap((folder) => [
      `{workspaceRoot}/packages/${folder}/**/*`,
      `!{workspaceRoot}/packages/${folder}/**/*.spec.ts`,
      `!{workspaceRoot}/packages/${folder}/**/*.md`,
    ]),
    ...files.map((file) => `{workspaceRoot}/${file}`),
    { externalDependencies: [...externals] },
    ...reads.map((file) => ({ dependentTasksOutputFiles: `**/${file}`, transitive: false })),
    ...(computes ? [{ runtime: `node ${MACHINE}` }] : []),
    ...(reachesOut ? [{ runtime: shellLine(['node', commandFile(stage), 'identity', ...flags]) }] : []),
  ];
}
