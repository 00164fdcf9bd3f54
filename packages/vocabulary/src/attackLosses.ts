import { z } from 'zod';

/** The losses that an attack can follow, each in one line. */
export const attackLossDescriptions = {
  bce: 'binary cross-entropy, the mean over classes',
  ce: 'cross-entropy',
  margin: 'largest other logit less that of the label (Carlini and Wagner 2017)',
  pma: 'margin of the probabilities of the softmax (Xie et al. 2024, Probability Margin Attack)',
  dlr: 'difference of logits ratio (Croce and Hein 2020)',
  difference: 'margin; of a targeted attack, logit of the label less that of the target',
} as const;

export type AttackLossName = keyof typeof attackLossDescriptions;

/** The names of all losses. */
export const attackLossSchema = z.enum(Object.keys(attackLossDescriptions) as [AttackLossName, ...AttackLossName[]]);
