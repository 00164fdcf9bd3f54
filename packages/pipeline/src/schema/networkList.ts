import { z } from 'zod';
import { identifier } from './identifier.js';

/** Networks by name. */
export const networkList = z.array(identifier).min(1);

/** Networks by name, or all there are. */
export const allOrSome = z
  .union([z.literal('all'), networkList], 'must be all or a list of networks')
  .default('all')
  .describe('names of networks, or all');
