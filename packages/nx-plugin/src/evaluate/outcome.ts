import { readAttackSamples, readAttackSummary, type AttackSample, type SanityFlag } from '@bcos-bench/formats';
import { proportion, type AttackNorm, type Proportion } from '@bcos-bench/vocabulary';

/** How many of the images that were right before an attack a member of it broke. */
interface MemberShare {
  readonly member: string;
  readonly broken: Proportion;
}

/** What an evaluation has found. */
export interface Outcome {
  readonly network: string;
  readonly dataset: string;
  readonly images: number;
  readonly attack: {
    readonly kind: string;
    readonly norm: AttackNorm;
    readonly eps: string;
    readonly steps: number;
    readonly threat: string;
  };
  readonly clean: Proportion;
  readonly robust: Proportion;
  /** Of an ensemble, in the order of its members; empty of another attack. */
  readonly members: readonly MemberShare[];
  /** Signs that the numbers may mislead. */
  readonly flags: readonly Pick<SanityFlag, 'name' | 'observed' | 'means'>[];
  /** The report's page. */
  readonly page: string;
}

/**
 * Reads what an attack has found.
 * @param folder the attack's node
 * @throws Fault where it is missing or damaged
 */
export async function readOutcome(folder: string, network: string, page: string): Promise<Outcome> {
  const summary = readAttackSummary(folder);
  const { kind, norm, epsText, steps, threat } = summary.attack;
  return {
    network,
    dataset: summary.dataset,
    images: summary.images,
    attack: { kind, norm, eps: epsText, steps, threat },
    clean: summary.cleanAccuracy,
    robust: summary.robustAccuracy,
    members: memberShares(await readAttackSamples(folder)),
    flags: summary.flags.filter(({ raised }) => raised).map(({ name, observed, means }) => ({ name, observed, means })),
    page,
  };
}

function memberShares(samples: readonly AttackSample[]): MemberShare[] {
  const right = samples.filter(({ clean_pred: pred, label }) => pred === label);
  const counts = new Map<string, number>();
  for (const { broken_by: member } of right) {
    if (member !== null) counts.set(member, (counts.get(member) ?? 0) + 1);
  }
  return [...counts].map(([member, count]) => ({ member, broken: proportion(count, right.length) }));
}
