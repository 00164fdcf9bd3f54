import { evenSteps, usualStepSize, wholeRadius, type StepSize } from '@bcos-bench/adversary';

/** The parts that make an attack of the one loop. */
export interface AttackParts {
  readonly describe: string;
  /** Its number of steps where it knows one, which then is not the user's to choose. */
  readonly steps: number | null;
  /** The length of its steps unless the user gives one. */
  readonly stepSize: StepSize;
  /** How much of the remembered gradients it keeps a step unless the user says otherwise; null where it remembers none. */
  readonly decay: number | null;
  /** Whether, unless the user says otherwise, the iterate of highest loss is kept; else it is the last. */
  readonly useBest: boolean;
}

/** Every attack by name. */
export const attacks = {
  pgd: {
    describe: 'projected gradient descent (Madry et al. 2018), as in the robustness package',
    steps: null,
    stepSize: usualStepSize,
    decay: null,
    useBest: true,
  },
  fgsm: {
    describe: 'one step of length eps (Goodfellow et al. 2015)',
    steps: 1,
    stepSize: wholeRadius,
    decay: null,
    useBest: false,
  },
  'mi-fgsm': {
    describe: 'steps of eps / steps with momentum (Dong et al. 2018)',
    steps: null,
    stepSize: evenSteps,
    decay: 1,
    useBest: false,
  },
} as const satisfies Record<string, AttackParts>;

export type AttackName = keyof typeof attacks;

/** The parts of an attack. */
export function partsOf(name: AttackName): AttackParts {
  return attacks[name];
}
