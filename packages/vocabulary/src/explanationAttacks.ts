import { constant, type AttackDescription } from './attackDescription.js';
import { usualNormSchema } from './attackNorm.js';

/** What attacks on explanations have in common. */
const ofExplanations = {
  norms: usualNormSchema.options,
  finds: 'highest loss',
  steps: null,
  usualSteps: 50,
  loss: null,
  aims: 'explanation',
  keeps: 'best',
  trains: false,
} as const;
const rho = constant(0.75);
const confidence = constant(0.1);

/** The attacks on explanations: rows of `attackDescriptions`. */
export const explanationAttacks = {
  'move-map': {
    title: 'Map moved',
    summary:
      'keeps the prediction and its probability, and turns the contribution map as far from that of the image as it can',
    source: 'after Ghorbani et al. 2019',
    ...ofExplanations,
    options: { rho, confidence },
  },
  'move-map-noise': {
    title: 'Map moved by noise',
    summary: 'the same by the best of N random points of the ball, without any gradient: a baseline',
    source: 'own; the largest of N as in max-sensitivity, Yeh et al. 2019',
    ...ofExplanations,
    options: { confidence },
  },
  'bring-map': {
    title: 'Map brought to another',
    summary: 'keeps the prediction and its probability, and turns the contribution map towards a given one',
    source: 'after Dombrowski et al. 2019',
    ...ofExplanations,
    options: { rho, confidence, towards: { of: () => 'other-image', text: 'other-image' } },
  },
  'hide-region': {
    title: 'Region hidden',
    summary: 'keeps the prediction and its probability, and takes the positive contribution away from a region',
    source: 'after Ghorbani et al. 2019',
    ...ofExplanations,
    options: { rho, confidence, region: { of: () => 'most-important', text: 'most-important' } },
  },
  'keep-map': {
    title: 'Class changed, map kept',
    summary:
      'changes the prediction, and keeps the contribution map that the image had: that of the new class resembles it',
    source: 'after Zhang et al. 2020',
    ...ofExplanations,
    options: { rho },
  },
} as const satisfies Record<string, AttackDescription>;
