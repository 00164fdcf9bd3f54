import { z } from 'zod';
import { normaliserNames } from '@bcos-bench/vocabulary';

const REMEDY = 'must be three numbers, for red, green and blue, such as [0.4914, 0.4822, 0.4465]';

/** A number for each channel in [0,1]; a fraction such as 125.3/255 is text. As one word of `bcos-import`. */
const channelNumbers = z
  .array(z.union([z.number(), z.string().regex(/^[\d.]+\/[\d.]+$/, REMEDY)], REMEDY), REMEDY)
  .length(3, REMEDY)
  .transform((numbers) => numbers.join(','));

/** Which normaliser an imported network has, where its file does not say: the flags of `bcos-import` of the same names. */
export const normaliserKeys = {
  normalise: z
    .string()
    .refine((name) => normaliserNames.includes(name), { error: `must be one of ${normaliserNames.join(', ')}` })
    .optional(),
  mean: channelNumbers.optional(),
  std: channelNumbers.optional(),
};

/** Finds keys that say two normalisers, or half of one. */
export function contradictoryNormaliser(
  { normalise, mean, std }: { readonly normalise?: unknown; readonly mean?: unknown; readonly std?: unknown },
  context: z.RefinementCtx,
): void {
  const numbers = [mean, std].filter((value) => value !== undefined).length;
  const issue = (path: string, message: string): void => {
    context.addIssue({ code: 'custom', path: [path], message });
  };
  if (numbers === 1) issue(mean === undefined ? 'std' : 'mean', 'says nothing alone: mean and std go together');
  if (numbers > 0 && normalise !== undefined) issue('normalise', 'gives a normaliser, and mean and std give one too');
}
