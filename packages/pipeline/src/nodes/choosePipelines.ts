import { basename } from 'node:path';
import { Fault, nearestName, UsageFault } from '@bcos-bench/vocabulary';

/** A pipeline's name: that of its file, without the folder and `.yaml`. */
export function pipelineName(file: string): string {
  return basename(file, '.yaml');
}

/** A pipeline's name is that of a folder in `out/`, and a part of those of Nx's projects. */
const NAME = /^\w+(?:[.-]+\w+)*$/;

/** What PIPELINE takes for every pipeline. */
const ALL = 'all';
/** What a clone runs unless it is told otherwise. */
const USUAL = 'smoke';

/**
 * The files of the pipelines that are on.
 * @param chosen the environment variable PIPELINE: names with commas between them, or `all`; where it is unset, `smoke` if there is such a
 * pipeline, and all if there is none
 * @param where what has named them, for the fault; null where that is plain
 * @throws UsageFault where a name has no file, naming those that have; Fault where a file's name is none of a pipeline
 */
export function choosePipelines(
  files: readonly string[],
  chosen: string | undefined,
  where: string | null = 'environment variable PIPELINE',
): string[] {
  const usual = files.some((file) => pipelineName(file) === USUAL) ? USUAL : ALL;
  const names = (chosen === undefined || chosen === '' ? usual : chosen).split(',').map((name) => name.trim());
  const found = names.includes(ALL) ? [...files] : filesOf(files, names, where);
  return found.map(requireName);
}

function filesOf(files: readonly string[], names: readonly string[], where: string | null): string[] {
  return [...new Set(names)].map((name) => {
    const file = files.find((candidate) => pipelineName(candidate) === name);
    if (file !== undefined) return file;
    const names = files.map(pipelineName).sort();
    const nearest = nearestName(name, names);
    throw new UsageFault({
      what: `there is no pipeline '${name}'`,
      ...(where === null ? {} : { where }),
      remedy: nearest === null ? `choose one of ${names.join(', ')}, or ${ALL}` : `did you mean ${nearest}?`,
    });
  });
}

function requireName(file: string): string {
  const name = pipelineName(file);
  if (NAME.test(name) && name !== ALL) return file;
  throw new Fault({
    what: `'${name}' is not a name of a pipeline`,
    where: file,
    remedy: 'rename it: letters, digits and underscores, with dots and dashes between them',
  });
}
