import { z } from 'zod';

/** A name that becomes part of a project's name, of a folder's or of a file's. */
export const identifier = z
  .string()
  .regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/, 'must be lower-case letters, digits, dots and dashes');
