import {
  UsageFault,
  parseEpsilon,
  normSchema,
  type AttackNorm,
  type Epsilon,
  type TrainingLoss,
} from '@bcos-bench/stage';

/** The attack that adversarial training runs on every batch. */
export interface AdversarialPlan {
  readonly norm: AttackNorm;
  readonly eps: Epsilon;
  readonly steps: number;
}

/** A training as it is run: every choice made. */
export interface TrainPlan {
  readonly epochs: number;
  readonly batch: number;
  /** The learning rate of the first epoch. */
  readonly learningRate: number;
  /** Adam's epsilon. B-cos networks without norms begin with gradients of 1e-8 and less: see `docs/training.md`. */
  readonly adamEpsilon: number;
  readonly loss: TrainingLoss;
  readonly adversarial: AdversarialPlan | null;
  /** Epochs over which the attack's radius grows to its full length. */
  readonly adversarialWarmup: number;
  readonly seed: number;
}

/**
 * Reads `NORM:EPS:STEPS`, such as `linf:8/255:7`.
 * @throws UsageFault for anything else
 */
export function parseAdversarial(text: string): AdversarialPlan {
  const where = '--adversarial';
  const [norm, eps, steps, ...more] = text.split(':');
  const parsed = normSchema.safeParse(norm);
  const count = Number(steps);
  if (!parsed.success || eps === undefined || !(Number.isInteger(count) && count >= 1) || more.length > 0) {
    throw new UsageFault({
      what: `'${text}' is no attack`,
      where,
      remedy: 'write NORM:EPS:STEPS such as linf:8/255:7',
    });
  }
  return { norm: parsed.data, eps: parseEpsilon(eps, where), steps: count };
}

/** The learning rate of an epoch, the first being 0: half a cosine from the full rate towards 0, a step an epoch. */
export function cosineRate(full: number, epoch: number, epochs: number): number {
  return (full * (1 + Math.cos((Math.PI * epoch) / epochs))) / 2;
}

/** The share of eps that the attack has in a step: it grows evenly over the warm-up's steps and is 1 after them. */
export function attackStrength(step: number, warmupSteps: number): number {
  return Math.min(1, (step + 1) / (warmupSteps + 1));
}
