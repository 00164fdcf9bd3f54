import type { PipelineSpec } from '../schema/pipelineSchema.js';

/** The networks that a part of a pipeline names, or all of the pipeline. */
export function chosenNetworks(
  asked: 'all' | readonly string[],
  { networks }: Pick<PipelineSpec, 'networks'>,
): string[] {
  return asked === 'all' ? Object.keys(networks) : [...asked];
}
