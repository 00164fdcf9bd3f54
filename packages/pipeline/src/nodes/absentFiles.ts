import { absentWeights } from '@bcos-bench/formats';
import type { PipelineSpec } from '../schema/pipelineSchema.js';
import { initialNetwork } from './networkSource.js';

/** For each of the networks `absent`, a line that says which file is not there, where it is published, where to put it. */
export function absentFiles({ networks }: PipelineSpec, absent: ReadonlySet<string>): string[] {
  return Object.entries(networks).flatMap(([id, network]) => {
    const { title, import: file } = network;
    const init = initialNetwork(network);
    if (!absent.has(id)) return [];
    if (init !== null) return [`${title}: its training begins with ${init}, which is not there`];
    return file === undefined ? [] : [`${title}: ${absentWeights(file.from, file.published).message}`];
  });
}
