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
  attack: attackNameSchema.optional(),
  loss: z.enum(['auto', ...attackLossSchema.options]).optional(),
  rescale: z.boolean().optional(),
  targeted: targetRuleSchema.optional(),
  'target-class': z.int().min(0).optional(),
  'random-start': z.boolean().optional(),
  restarts: z.int().min(1).optional(),
  'use-best': z.boolean().optional(),
  'stop-early': z.boolean().optional(),
  eot: z.int().min(1).optional(),
  round: z.boolean().optional(),
  ...attackOptionValuesSchema.shape,
  'step-size': stepSize.optional(),
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
