import { z } from 'zod';
import type { Epsilon } from './epsilon.js';

/**
 * The options that methods of attack can have, by flag and YAML key, each with one line for `--help` and the docs. A name means
 * the same in every method that has it.
 */
export const attackOptionsSchema = z.object({
  'step-size': z.number().positive().describe('step size in units of [0,1]'),
  decay: z.number().min(0).describe('factor by which momentum keeps earlier gradients'),
  'gradient-scale': z
    .enum(['image', 'batch-mean'])
    .describe('gradient of the loss of each image, or of the mean loss of a batch of 128 as in the article'),
});

type AttackOptions = z.infer<typeof attackOptionsSchema>;
export type AttackOptionName = keyof AttackOptions;

/** Values of options by name: those that a method has, the others are absent. */
export const attackOptionValuesSchema = attackOptionsSchema.partial();
export type AttackOptionValues = z.infer<typeof attackOptionValuesSchema>;

/** The value of an option that the user does not give. */
interface OptionDefault<Value> {
  readonly of: (eps: Epsilon, steps: number) => Value;
  /** The same in words. */
  readonly text: string;
}

/** What a method of attack is called, where it comes from, and what can be chosen. `adversary` has its computation. */
export interface AttackDescription {
  readonly summary: string;
  /** The paper. */
  readonly source: string;
  /** The number of steps where it is fixed, else null. */
  readonly steps: number | null;
  /** Which iterate is kept unless the user says otherwise: the one of best loss, or the last. */
  readonly keeps: 'best' | 'last';
  /** Its options, each with the value that it has unless the user gives one. */
  readonly options: {
    readonly [Name in AttackOptionName]?: OptionDefault<AttackOptions[Name]>;
  };
}

/** The gradient of an image's own loss. */
const ofImage: OptionDefault<'image'> = { of: () => 'image', text: 'image' };

/** Every method of attack by name: a row here, and a file in `adversary/src/methods`. */
export const attackDescriptions = {
  pgd: {
    summary: 'projected gradient descent, as in the robustness package',
    source: 'Madry et al. 2018',
    steps: null,
    keeps: 'best',
    options: {
      'step-size': { of: (eps, steps) => (2.5 * eps) / steps, text: '2.5 eps / steps' },
      'gradient-scale': ofImage,
    },
  },
  fgsm: {
    summary: 'one step of size eps',
    source: 'Goodfellow et al. 2015',
    steps: 1,
    keeps: 'last',
    options: { 'step-size': { of: (eps) => eps, text: 'eps' }, 'gradient-scale': ofImage },
  },
  'mi-fgsm': {
    summary: 'gradient steps with momentum, as in torchattacks',
    source: 'Dong et al. 2018',
    steps: null,
    keeps: 'last',
    options: {
      'step-size': { of: (eps, steps) => eps / steps, text: 'eps / steps' },
      decay: { of: () => 1, text: '1' },
    },
  },
  'pgd-halving': {
    summary: 'PGD with a step size for each image, which halves when the loss of that image does not rise',
    source: 'own; the step size rule is a simple form of that of Croce and Hein 2020',
    steps: null,
    keeps: 'best',
    options: { 'step-size': { of: (eps) => eps, text: 'eps, at first' }, 'gradient-scale': ofImage },
  },
  'gaussian-noise': {
    summary: 'the best of N random points of the ball, without any gradient',
    source: 'own; a baseline as in foolbox',
    steps: null,
    keeps: 'best',
    options: {},
  },
} as const satisfies Record<string, AttackDescription>;

export type AttackName = keyof typeof attackDescriptions;

/** The names of all methods, in the order of the docs. */
export const attackNameSchema = z.enum(Object.keys(attackDescriptions) as [AttackName, ...AttackName[]]);

/** A method's description. */
export function attackDescription(name: AttackName): AttackDescription {
  return attackDescriptions[name];
}

/** The losses that an attack can follow, each in one line. */
export const attackLossDescriptions = {
  bce: 'binary cross-entropy, the mean over classes',
  ce: 'cross-entropy',
  margin: 'largest other logit less that of the label (Carlini and Wagner 2017)',
  dlr: 'difference of logits ratio (Croce and Hein 2020)',
} as const;

export type AttackLossName = keyof typeof attackLossDescriptions;

/** The names of all losses. */
export const attackLossSchema = z.enum(Object.keys(attackLossDescriptions) as [AttackLossName, ...AttackLossName[]]);
