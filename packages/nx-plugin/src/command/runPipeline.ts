import { resolve } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary';
import { choosePipelines } from '@bcos-bench/pipeline';
import { workspaceHere } from '../ownWorkspace.js';
import { pipelineFiles } from '../projects/pipelinesOn.js';
import { runTarget } from '../run/runTarget.js';
import { adoptPipeline } from './adoptPipeline.js';

type Say = (line: string) => void;

/**
 * Runs a pipeline through Nx.
 * @param pipeline its name, or its file
 * @param target such as `report`
 * @param folder where the command was called
 * @throws UsageFault where there is no such pipeline, Fault where the file is wrong, or a task fails
 */
export async function runPipeline(pipeline: string, target: string, folder: string, say: Say): Promise<void> {
  const root = workspaceHere(folder, say);
  const name = pipeline.endsWith('.yaml') ? adoptPipeline(resolve(folder, pipeline), root, say) : pipeline;
  choosePipelines(pipelineFiles(root), name, null);
  process.env['PIPELINE'] = name;
  const { code } = await runTarget({ root, target, isShown: true }, process.env);
  if (code === 0) return;
  const remedy = 'see above; the same command continues';
  throw new Fault({ what: `nx ended with exit code ${code}`, where: `pipeline ${name}`, remedy });
}
