import type { PipelineSpec } from '@bcos-bench/pipeline';
import { absentWeights } from '@bcos-bench/stage';

/** For each network that cannot be had now, a line that says which file is not there, where it is published, where to put it. */
export function absentFiles({ networks }: PipelineSpec, without: ReadonlySet<string>): string[] {
  return Object.entries(networks).flatMap(([id, { title, import: file }]) =>
    file === undefined || !without.has(id) ? [] : [`${title}: ${absentWeights(file.from, file.published).message}`],
  );
}
