import { sortedJson } from '@bcos-bench/vocabulary';
import type { PipelineSpec } from '../schema/pipelineSchema.js';

/**
 * What a report reads of its pipeline's file, as text that is equal where the meaning is: comments, white space and the
 * order of keys have no part in it, and neither have checks, which no page shows. The order of networks has: it is that of the page.
 */
export function reportSection(spec: PipelineSpec): string {
  return sortedJson({ ...spec, checks: undefined, networks: Object.entries(spec.networks) });
}
