import { readdirSync } from 'node:fs';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';

/**
 * The names in a folder, sorted.
 * @param remedy what the user can do, for the error
 * @throws Fault where it cannot be listed
 */
export function namesIn(folder: string, remedy: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw new Fault({ what: `cannot be listed (${reasonOf(error)})`, where: folder, remedy }, { cause: error });
  }
}
