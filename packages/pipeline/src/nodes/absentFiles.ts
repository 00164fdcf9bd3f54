import { absentWeights } from '@bcos-bench/formats';
import type { PipelineSpec } from '../schema/pipelineSchema.js';

/** For each of the networks `absent`, a line that says which file is not there, where it is published, where to put it. */
export function absentFiles({ networks }: PipelineSpec, absent: ReadonlySet<string>): string[] {
  return Object.entries(networks).flatMap(([id, { title, import: file }]) =>
    file === undefined || !absent.has(id) ? [] : [`${title}: ${absentWeights(file.from, file.published).message}`],
  );
}
