import { z } from 'zod';
import { constant, type AttackDescription, type OptionDefault } from './attackDescription.js';
import { usualNormSchema } from './attackNorm.js';
import { explanationAttacks } from './explanationAttacks.js';

/** The gradient of an image's own loss. */
const ofImage: OptionDefault<'image'> = { of: () => 'image', text: 'image' };

const norms = usualNormSchema.options;

/** What most methods have in common. */
const usual = {
  norms,
  finds: 'highest loss',
  steps: null,
  usualSteps: 20,
  loss: null,
  aims: 'as asked',
  trains: true,
} as const;

/** What the methods of AutoAttack have in common. */
const ofAutoAttack = {
  norms,
  finds: 'highest loss',
  steps: null,
  usualSteps: 100,
  keeps: 'best',
  trains: false,
} as const;

/** What the methods have in common that look for the smallest radius. */
const minimumNorm = {
  finds: 'nearest',
  steps: null,
  usualSteps: 100,
  aims: 'as asked',
  keeps: 'best',
  trains: false,
} as const;

/** What FAB has in both of its forms. */
const fastAdaptiveBoundary = {
  source: 'Croce and Hein 2020, Fast Adaptive Boundary attack',
  ...ofAutoAttack,
  finds: 'nearest',
} as const;
const boundaryOptions = { 'alpha-max': constant(0.1), eta: constant(1.05), beta: constant(0.9) } as const;

/** Every method of attack by name: a row here, and a file in `adversary/src/methods`. */
export const attackDescriptions = {
  pgd: {
    title: 'PGD',
    summary: 'projected gradient descent, as in the robustness package',
    source: 'Madry et al. 2018',
    ...usual,
    keeps: 'best',
    options: {
      'step-size': { of: (eps, steps) => (2.5 * eps) / steps, text: '2.5 eps / steps' },
      'gradient-scale': ofImage,
    },
  },
  fgsm: {
    title: 'FGSM',
    summary: 'one step of size eps',
    source: 'Goodfellow et al. 2015',
    ...usual,
    steps: 1,
    usualSteps: 1,
    keeps: 'last',
    options: { 'step-size': { of: (eps) => eps, text: 'eps' }, 'gradient-scale': ofImage },
  },
  'mi-fgsm': {
    title: 'MI-FGSM',
    summary: 'gradient steps with momentum, as in torchattacks',
    source: 'Dong et al. 2018',
    ...usual,
    keeps: 'last',
    options: {
      'step-size': { of: (eps, steps) => eps / steps, text: 'eps / steps' },
      decay: { of: () => 1, text: '1' },
    },
  },
  'pgd-halving': {
    title: 'PGD-halving',
    summary: 'PGD with a step size for each image, which halves when the loss of that image does not rise',
    source: 'own; the step size rule is a simple form of that of Croce and Hein 2020',
    ...usual,
    keeps: 'best',
    options: { 'step-size': { of: (eps) => eps, text: 'eps, at first' }, 'gradient-scale': ofImage },
  },
  'gaussian-noise': {
    title: 'Gaussian noise',
    summary: 'the best of N random points of the ball, without any gradient',
    source: 'own; a baseline as in foolbox',
    ...usual,
    keeps: 'best',
    options: {},
  },
  apgd: {
    title: 'APGD',
    summary: 'gradient steps with momentum, whose size halves where the loss of an image does not rise enough',
    source: 'Croce and Hein 2020, Auto-PGD',
    ...ofAutoAttack,
    loss: null,
    aims: 'as asked',
    options: { rho: constant(0.75) },
  },
  'apgd-t': {
    title: 'APGD-T',
    summary: 'Auto-PGD on the targeted difference of logits ratio, towards one wrong class after the other',
    source: 'Croce and Hein 2020',
    ...ofAutoAttack,
    loss: 'dlr',
    aims: 'ranked classes',
    options: { rho: constant(0.75), targets: constant(9) },
  },
  'l1-apgd': {
    title: 'l1-APGD',
    summary:
      'Auto-PGD in l1: steps along the largest numbers of the gradient, projected onto the ball and the range of images together',
    source: 'Croce and Hein 2021, Mind the box',
    ...ofAutoAttack,
    norms: ['l1'],
    loss: null,
    aims: 'as asked',
    options: {},
  },
  'l1-apgd-t': {
    title: 'l1-APGD-T',
    summary: 'the same on the targeted difference of logits ratio, towards one wrong class after the other',
    source: 'Croce and Hein 2021',
    ...ofAutoAttack,
    norms: ['l1'],
    loss: 'dlr',
    aims: 'ranked classes',
    options: { targets: constant(9) },
  },
  fmn: {
    title: 'FMN',
    summary: 'the smallest radius of each image, with steps brought back into a ball that shrinks and grows',
    source: 'Pintor et al. 2021',
    ...minimumNorm,
    norms,
    loss: 'margin',
    options: { 'step-size': { of: () => 1, text: '1, at first' }, gamma: { of: () => 0.05, text: '0.05, at first' } },
  },
  ddn: {
    title: 'DDN',
    summary: 'the smallest radius of each image in l2, with steps scaled to a radius that shrinks and grows',
    source: 'Rony et al. 2019',
    ...minimumNorm,
    norms: ['l2'],
    loss: 'ce',
    options: {
      'step-size': { of: () => 1, text: '1, at first' },
      gamma: constant(0.05),
      'initial-radius': constant(1),
    },
  },
  fab: {
    title: 'FAB',
    summary: 'steps across the nearest boundary to any wrong class, and back towards the image: it finds the nearest',
    ...fastAdaptiveBoundary,
    loss: 'margin',
    aims: 'any wrong class',
    options: boundaryOptions,
  },
  'fab-t': {
    title: 'FAB-T',
    summary: 'the same across the boundary to one wrong class after the other',
    ...fastAdaptiveBoundary,
    loss: 'difference',
    aims: 'ranked classes',
    options: { targets: constant(9), ...boundaryOptions },
  },
  square: {
    title: 'Square',
    summary: 'random search by squares that shrink, without any gradient',
    source: 'Andriushchenko et al. 2020, Square Attack',
    ...ofAutoAttack,
    usualSteps: 5000,
    loss: 'margin',
    aims: 'as asked',
    options: { 'p-init': constant(0.8) },
  },
  ...explanationAttacks,
  autoattack: {
    title: 'AutoAttack',
    summary: 'several attacks in turn, each on the images that the ones before did not break',
    source: 'Croce and Hein 2020',
    ...ofAutoAttack,
    loss: null,
    aims: 'as asked',
    options: {
      members: { of: () => 'standard', text: 'standard' },
      rho: constant(0.75),
      targets: constant(9),
      queries: constant(5000),
    },
  },
} as const satisfies Record<string, AttackDescription>;

export type AttackName = keyof typeof attackDescriptions;

/** Attacks that are made of others. */
const ensembleNames = ['autoattack'] as const;
type EnsembleName = (typeof ensembleNames)[number];

/** Whether an attack is made of others. */
export function isEnsembleName(name: AttackName): name is EnsembleName {
  return ensembleNames.some((ensemble) => ensemble === name);
}

/** Attacks that have a computation of their own. */
export type MethodName = Exclude<AttackName, EnsembleName>;

/** The names of all methods, in the order of the docs. */
export const attackNameSchema = z.enum(Object.keys(attackDescriptions) as [AttackName, ...AttackName[]]);

/** The names of all but the ensembles. */
export const methodNameSchema = attackNameSchema.exclude(ensembleNames);

/** The names of the methods that adversarial training can use. */
export const trainingMethodSchema = z.enum(methodNameSchema.options.filter((name) => attackDescriptions[name].trains));

/** Whether an attack is on the explanation: `adversary` has its objective. */
export function attacksExplanation(name: AttackName): boolean {
  return attackDescription(name).aims === 'explanation';
}

/** A method's description. */
export function attackDescription(name: AttackName): AttackDescription {
  return attackDescriptions[name];
}
