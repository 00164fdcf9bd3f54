import type { z } from 'zod';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import type { ArrowFile } from './arrowFile.js';

/**
 * What the metadata of a file's schema say under `key`, as JSON; null where they say nothing.
 * @throws Fault where that cannot be understood
 */
export function readMetadata<T>(file: ArrowFile, key: string, schema: z.ZodType<T>, remedy: string): T | null {
  const text = file.metadata.get(key);
  if (text === undefined) return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const what = `its metadata '${key}' cannot be understood (${reasonOf(error)})`;
    throw new Fault({ what, where: file.path, remedy }, { cause: error });
  }
}
