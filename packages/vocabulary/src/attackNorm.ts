import { z } from 'zod';

/** The norms that bound an attack. */
export const normSchema = z.enum(['linf', 'l2', 'l1']);
export type AttackNorm = z.infer<typeof normSchema>;

/** Those that nearly every attack has. In l1 there are attacks of its own. */
export const usualNormSchema = normSchema.exclude(['l1']);
export type UsualNorm = z.infer<typeof usualNormSchema>;

/**
 * The norm of an attack that has only the usual ones.
 * @throws RangeError for l1
 */
export function usualNorm(norm: AttackNorm): UsualNorm {
  if (norm === 'l1') throw new RangeError('this attack has no l1');
  return norm;
}

/** What a norm is called in words. */
export const normTitles: Readonly<Record<AttackNorm, string>> = { linf: 'l-inf', l2: 'l2', l1: 'l1' };

/** What an attack may move: the network's encoded input (as the article did) or the image that is then encoded. */
export const threatSchema = z.enum(['encoded', 'pixel']);
export type Threat = z.infer<typeof threatSchema>;
