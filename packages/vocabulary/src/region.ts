import { z } from 'zod';

/** Parts of an image that an attack on its explanation can ask for: the pixels that contribute most, or a quarter or half of the image. */
export const regionSchema = z.enum(['most-important', 'centre', 'left', 'right', 'upper', 'lower']);
export type Region = z.infer<typeof regionSchema>;
