import type { CorruptionName } from '@bcos-bench/vocabulary';
import { chosenNetworks } from './chosenNetworks.js';
import type { PipelineSpec } from '../schema/pipelineSchema.js';

/** One corruption of the test images, and the networks that are evaluated on them. */
export interface CorruptedSplit {
  readonly corruption: CorruptionName;
  /** Rising, with 0, the images as they are. */
  readonly severities: readonly number[];
  readonly networks: readonly string[];
  readonly limit: number | undefined;
  /** Its number under `corruptions` in the file. */
  readonly place: number;
}

/** Every corruption of a pipeline, in the order of the file. */
export function corruptedSplits(spec: Pick<PipelineSpec, 'corruptions' | 'networks'>): CorruptedSplit[] {
  return spec.corruptions.flatMap(({ corruption, severity, networks, limit }, place) =>
    corruption.map((name) => ({
      corruption: name,
      severities: [...new Set([0, ...severity])].sort((a, b) => a - b),
      networks: chosenNetworks(networks, spec),
      limit,
      place,
    })),
  );
}
