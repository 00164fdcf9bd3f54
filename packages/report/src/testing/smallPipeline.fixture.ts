import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPipeline } from '@bcos-bench/pipeline';
import { readPipelineResults, type PipelineResults } from '../results/pipelineResults.js';
import { PIPELINE_FILE } from './pipelineFile.fixture.js';
import { writeResultFolder } from './resultFolder.fixture.js';

/** Where a pipeline and its results lie. */
export interface SmallPipeline {
  readonly file: string;
  readonly results: string;
}

/** Writes a pipeline file and a result for every node of it under `folder`. */
export async function writeSmallPipeline(folder: string): Promise<SmallPipeline> {
  mkdirSync(folder, { recursive: true });
  const [file, results] = [join(folder, 'small.yaml'), join(folder, 'results')];
  writeFileSync(file, PIPELINE_FILE);
  await writeResultFolder(results, readPipeline(file), 40);
  return { file, results };
}

/** Reads what `writeSmallPipeline` wrote. */
export function readSmallPipeline({ file, results }: SmallPipeline): Promise<PipelineResults> {
  return readPipelineResults(readPipeline(file), results, () => undefined);
}
