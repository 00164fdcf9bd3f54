import { basename } from 'node:path';
import { UsageFault } from '@bcos-bench/stage';

/** A pipeline's name: that of its file, without the folder and `.yaml`. */
export function pipelineName(file: string): string {
  return basename(file, '.yaml');
}

/**
 * The files of the pipelines that are on.
 * @param chosen the environment variable PIPELINE: names with commas between them, or `all`; `smoke` where it is unset
 * @throws UsageFault where a name has no file, naming those that have
 */
export function choosePipelines(files: readonly string[], chosen: string | undefined): string[] {
  const names = (chosen === undefined || chosen === '' ? 'smoke' : chosen).split(',').map((name) => name.trim());
  if (names.includes('all')) return [...files];
  return [...new Set(names)].map((name) => {
    const file = files.find((candidate) => pipelineName(candidate) === name);
    if (file !== undefined) return file;
    throw new UsageFault({
      what: `there is no pipeline '${name}'`,
      where: 'environment variable PIPELINE',
      remedy: `choose of ${files.map(pipelineName).sort().join(', ')}, or all`,
    });
  });
}
