import type { PipelineResults } from '../results/pipelineResults.js';
import { flagsAcrossAttacks } from './acrossAttacks.js';
import type { RaisedFlag } from './raisedFlag.js';

/** Every flag that is raised at an attack of a pipeline, by the attack's node, in the pipeline's order. */
export function raisedFlags({ attacks, dataset }: PipelineResults): ReadonlyMap<string, readonly RaisedFlag[]> {
  const across = flagsAcrossAttacks(attacks.values(), dataset);
  return new Map(
    [...attacks.values()].flatMap(({ node, outcome }) => {
      const own = (outcome?.flags ?? []).map(({ name, observed, means }) => ({ node, name, observed, means }));
      const all = [...own, ...across.filter((flag) => flag.node === node)];
      return all.length === 0 ? [] : [[node, all] as const];
    }),
  );
}
