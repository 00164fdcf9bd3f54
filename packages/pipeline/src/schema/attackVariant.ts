import { z } from 'zod';
import { attackLossSchema, attackNameSchema, attackOptionValuesSchema, parseStepSize } from '@bcos-bench/vocabulary';
import { targetRuleSchema } from '@bcos-bench/formats';
import { readableAs } from './readableAs.js';

/** A step size as it is written, such as `2/255`: a number stays one, so that a node's name stays what it was. */
const stepSize = z
  .union([z.string(), z.number()], 'must be a step size such as 2/255 or 0.01')
  .superRefine(readableAs((value) => parseStepSize(value, 'step-size')))
  .transform((value) => (typeof value === 'string' ? value.replace(/\s/g, '') : value));

/**
 * The keys of a grid of attacks that make another attack of it: flags of `bcos-attack` under their own names. Left out, an attack
 * is PGD as the article has it.
 */
export const attackVariantKeys = {
  attack: attackNameSchema.optional().describe('method; pgd unless given'),
  loss: z
    .enum(['auto', ...attackLossSchema.options])
    .optional()
    .describe('loss to follow; that of the training unless given'),
  rescale: z.boolean().optional().describe('divide the logits of each image by the deviation of its clean ones'),
  targeted: targetRuleSchema
    .optional()
    .describe('how the class that the attack wants is chosen; untargeted unless given'),
  'target-class': z.int().min(0).optional().describe('number of the class of targeted: given'),
  'random-start': z.boolean().optional().describe('begin at a random point of the ball'),
  restarts: z.int().min(1).optional().describe('random starts, of which the best counts'),
  'use-best': z.boolean().optional().describe('keep the best iterate, or the last one'),
  'stop-early': z.boolean().optional().describe('an image is done at its first iterate that reaches the goal'),
  eot: z.int().min(1).optional().describe('forward passes per step of a network that draws random numbers'),
  round: z.boolean().optional().describe('evaluate each attacked image as a file of 8 bits, too'),
  ...attackOptionValuesSchema.shape,
  'step-size': stepSize.optional().describe('step size in units of [0,1], such as 2/255'),
};

const variantSchema = z.object(attackVariantKeys);

/** What tells an attack from PGD as the article has it. */
export type AttackVariant = z.infer<typeof variantSchema>;

/** The variant that a grid, a cell or a table asks for. */
export function variantOf(asked: AttackVariant): AttackVariant {
  return variantSchema.parse(asked);
}

/** A variant as a part of a node's name, such as `-attack-fgsm-stop-early`; of the plain attack nothing. */
export function variantName(asked: AttackVariant): string {
  return Object.entries(variantOf(asked))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) =>
      typeof value === 'boolean'
        ? `-${value ? '' : 'no-'}${key}`
        : `-${key}-${String(value).replace('/', '_').replaceAll(/[, ]+/g, '-')}`,
    )
    .join('');
}

/** A variant in words, such as `fgsm, stop-early`. */
export function describeVariant(asked: AttackVariant): string {
  return Object.entries(variantOf(asked))
    .filter(([key]) => key !== 'attack')
    .map(([key, value]) => (typeof value === 'boolean' ? `${value ? '' : 'no '}${key}` : `${key} ${value}`))
    .join(', ');
}
