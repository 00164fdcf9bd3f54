import { findWeights, weightsPlaces } from '@bcos-bench/formats';
import type { PipelineSpec } from '../schema/pipelineSchema.js';

/**
 * The networks whose published file is not there, in the workspace at `root`. Nothing else of a pipeline waits for them: the
 * report is made without them.
 */
export function absentNetworks({ networks }: PipelineSpec, root: string): ReadonlySet<string> {
  const places = weightsPlaces(root);
  return new Set(
    Object.entries(networks).flatMap(([id, { import: file }]) =>
      file === undefined || findWeights(file.from, places) !== null ? [] : [id],
    ),
  );
}
