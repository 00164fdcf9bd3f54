import { randomStream } from '@bcos-bench/random';

/** What a plan says of targets. */
export interface TargetPlan {
  /** The rule; null for an untargeted attack. */
  readonly target: TargetRule | null;
  /** The class of the rule `given`. */
  readonly targetClass: number | null;
  readonly seed: number;
}

/** How the target class of an image is chosen. */
export interface TargetChoice {
  readonly describe: string;
  /** A class other than the right one, from an image's number, label and clean logits. */
  readonly choose: (plan: Pick<TargetPlan, 'targetClass' | 'seed'>, image: AimedImage) => number;
}

/** What a target may depend on. */
export interface AimedImage {
  readonly index: number;
  readonly label: number;
  readonly logits: readonly number[];
}

/** Keeps the streams of random targets apart from all others. */
const TARGET_CLASS = 0x7a46;

/** The rules by the name of the flag. */
export const targetRules = {
  'least-likely': {
    describe: 'the class of lowest clean logit, the right one left out',
    choose: (_plan, { label, logits }) =>
      logits.reduce((least, logit, i) => (i !== label && logit < (logits[least] ?? Infinity) ? i : least), -1),
  },
  random: {
    describe: 'any other class, of (seed, image)',
    choose: ({ seed }, { index, label, logits }) => {
      const drawn = Math.floor(randomStream(seed, TARGET_CLASS, index).uniform() * (logits.length - 1));
      return drawn < label ? drawn : drawn + 1;
    },
  },
  given: {
    describe: 'the class of --target-class; its own images are left out',
    choose: ({ targetClass }, { label }) => targetClass ?? label,
  },
} as const satisfies Record<string, TargetChoice>;

export type TargetRule = keyof typeof targetRules;

/** The class that an image is to be taken for; of an untargeted attack, which has no use for one, the right class. */
export function targetOf(plan: TargetPlan, image: AimedImage): number {
  return plan.target === null ? image.label : targetRules[plan.target].choose(plan, image);
}

/** The wrong class of a rank by its logit, the likeliest first; of equals the first. */
export function rankedTarget(logits: readonly number[], label: number, rank: number): number {
  const ranked = logits
    .map((logit, index) => ({ logit, index }))
    .filter(({ index }) => index !== label)
    .sort((a, b) => b.logit - a.logit || a.index - b.index);
  const target = ranked[rank];
  if (target === undefined) throw new RangeError(`no wrong class has rank ${rank} of ${ranked.length}`);
  return target.index;
}
