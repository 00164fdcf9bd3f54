import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import {
  absentNetworks,
  choosePipelines,
  pipelineName,
  applyOverrides,
  readOverrides,
  pipelineNodes,
  readPipeline,
  type PipelineNode,
  type PipelineSpec,
} from '@bcos-bench/pipeline';

/** A pipeline that is on, at the size that the environment asks for. */
export interface PipelineOn {
  readonly name: string;
  /** Its file, from the workspace root. */
  readonly file: string;
  readonly spec: PipelineSpec;
  /** Networks whose published file is not there. */
  readonly absent: ReadonlySet<string>;
  readonly nodes: readonly PipelineNode[];
}

/** The pipeline files of the workspace at `root`, from there, sorted. */
export function pipelineFiles(root: string): string[] {
  const files = readdirSync(join(root, 'pipelines')).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => `pipelines/${file}`);
}

/**
 * The pipelines that PIPELINE names, of the files at `root`, with EPOCHS, TRAIN, TEST and LIMIT applied.
 * @throws Fault where a file is wrong, UsageFault where a variable is
 */
export function pipelinesOn(
  files: readonly string[],
  root: string,
  environment: Readonly<Record<string, string | undefined>>,
): PipelineOn[] {
  const overrides = readOverrides(environment);
  return choosePipelines(files, environment['PIPELINE']).map((file) => {
    const name = pipelineName(file);
    const spec = applyOverrides(readPipeline(relative(process.cwd(), join(root, file))), overrides);
    const absent = absentNetworks(spec, root);
    return { name, file, spec, absent, nodes: pipelineNodes(name, spec, absent) };
  });
}
