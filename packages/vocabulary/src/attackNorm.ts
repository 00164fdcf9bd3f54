import { z } from 'zod';

/** The two norms that bound an attack. */
export const normSchema = z.enum(['linf', 'l2']);
export type AttackNorm = z.infer<typeof normSchema>;

/** What a norm is called in words. */
export const normTitles: Readonly<Record<AttackNorm, string>> = { linf: 'l-inf', l2: 'l2' };

/** What an attack may move: the network's encoded input (as the article did) or the image that is then encoded. */
export const threatSchema = z.enum(['encoded', 'pixel']);
export type Threat = z.infer<typeof threatSchema>;
