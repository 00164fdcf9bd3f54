import type { CreateNodes, CreateNodesResult, ProjectConfiguration } from '@nx/devkit';
import { join, relative } from 'node:path';
import { choosePipelines, pipelineName } from './choosePipelines.js';
import { nodeProject } from './nodeProject.js';
import { applyOverrides, readOverrides } from './overrides.js';
import { pipelineNodes } from './pipelineNodes.js';
import { readPipeline } from './readPipeline.js';
import { stageSourcesIn } from './stageSources.js';
import { stages } from './stages.js';

export const name = 'bcos-bench-pipeline';

/** Every node of every pipeline that is on becomes an Nx project with one target. */
export const createNodes: CreateNodes = [
  'pipelines/*.yaml',
  (files, _options, { workspaceRoot }) => {
    const sources = stageSourcesIn(workspaceRoot);
    const overrides = readOverrides(process.env);
    return choosePipelines(files, process.env['PIPELINE']).map((file): [string, CreateNodesResult] => {
      const pipeline = pipelineName(file);
      const spec = applyOverrides(readPipeline(relative(process.cwd(), join(workspaceRoot, file))), overrides);
      const projects = pipelineNodes(pipeline, spec)
        .map((node) => nodeProject(pipeline, node, sources(stages[node.stage].package)))
        .map((project): [string, ProjectConfiguration] => [project.root, project]);
      return [file, { projects: Object.fromEntries(projects) }];
    });
  },
];

/** The same under the name that Nx knew before version 22. */
export const createNodesV2 = createNodes;
