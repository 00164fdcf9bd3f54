import { z } from 'zod';

/** The channel means and deviations that a network takes out of its input; null where images stay as they are. */
export const normalisationSchema = z
  .object({ mean: z.array(z.number()), std: z.array(z.number().positive()) })
  .nullable();
export type Normalisation = z.infer<typeof normalisationSchema>;

/** What an import says of a file without a normaliser where no flag gives one; an evaluation looks for it. */
export const HOLDS_NO_NORMALISER = 'the file holds no normaliser';

/** Who says which normaliser a network has. */
export const normalisationOriginSchema = z.object({
  /** The file that it was imported of, a flag, the data set's training images, or the architecture's own. */
  from: z.enum(['file', 'flag', 'data', 'architecture']),
  /** The arrays of the file, the words of the flag, the data set's or the architecture's name. */
  detail: z.string(),
});
export type NormalisationOrigin = z.infer<typeof normalisationOriginSchema>;
