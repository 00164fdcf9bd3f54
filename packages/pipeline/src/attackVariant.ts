import { z } from 'zod';
import { targetRuleSchema } from '@bcos-bench/stage';

/**
 * The keys of a grid of attacks that make another attack of it: flags of `bcos-attack` under their own names. Left out, an attack
 * is PGD as the article has it.
 */
export const attackVariantKeys = {
  attack: z.enum(['pgd', 'fgsm', 'mi-fgsm']).optional(),
  loss: z.enum(['auto', 'bce', 'ce', 'margin', 'dlr']).optional(),
  targeted: targetRuleSchema.optional(),
  'target-class': z.int().min(0).optional(),
  'random-start': z.boolean().optional(),
  restarts: z.int().min(1).optional(),
  'use-best': z.boolean().optional(),
  'stop-early': z.boolean().optional(),
  'step-size': z.number().positive().optional(),
  decay: z.number().min(0).optional(),
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
    .map(([key, value]) => (typeof value === 'boolean' ? `-${value ? '' : 'no-'}${key}` : `-${key}-${value}`))
    .join('');
}

/** A variant in words, such as `fgsm, stop-early`. */
export function describeVariant(asked: AttackVariant): string {
  return Object.entries(variantOf(asked))
    .filter(([key]) => key !== 'attack')
    .map(([key, value]) => (typeof value === 'boolean' ? `${value ? '' : 'no '}${key}` : `${key} ${value}`))
    .join(', ');
}
