import { join } from 'node:path';
import { choosePipelines, pipelineName, reportNode, outputFolder } from '@bcos-bench/pipeline';
import { pipelineFiles } from '../projects/pipelinesOn.js';

/**
 * The report pages of the pipelines that are on, in the workspace at `root`.
 * @param chosen the environment variable PIPELINE
 * @throws UsageFault where it names a pipeline that there is not
 */
export function reportPages(root: string, chosen: string | undefined): string[] {
  return choosePipelines(pipelineFiles(root), chosen).map((file) =>
    join(root, outputFolder(pipelineName(file), reportNode), 'index.html'),
  );
}
