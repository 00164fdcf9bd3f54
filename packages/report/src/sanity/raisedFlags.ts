import type { PipelineResults } from '../results/pipelineResults.js';
import { checksAcrossAttacks } from './acrossAttacks.js';
import type { AttackCheck } from './attackCheck.js';

/** Every check of the attacks of a pipeline, passed or raised: those of each attack, then those beside other attacks; in the pipeline's order. */
export function attackChecks({ attacks, dataset }: PipelineResults): AttackCheck[] {
  const own = [...attacks.values()].flatMap(({ node, outcome }) =>
    (outcome?.flags ?? []).map((flag) => ({ ...flag, node })),
  );
  return [...own, ...checksAcrossAttacks(attacks.values(), dataset)];
}

/** Every flag that is raised at an attack of a pipeline, by the attack's node, in the pipeline's order. */
export function raisedFlags(results: PipelineResults): ReadonlyMap<string, readonly AttackCheck[]> {
  const raised = attackChecks(results).filter((check) => check.raised);
  return new Map(
    [...results.attacks.keys()].flatMap((node) => {
      const all = raised.filter((flag) => flag.node === node);
      return all.length === 0 ? [] : [[node, all] as const];
    }),
  );
}
