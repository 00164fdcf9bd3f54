import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary';

/**
 * Makes sure that a folder is what a stage made.
 * @param file the one that it is known by
 * @param kind in words, such as `data set`
 * @param makers the commands that make such folders
 * @throws Fault where the folder or the file is not there
 */
export function requireMade(folder: string, file: string, kind: string, makers: string): void {
  if (existsSync(join(folder, file))) return;
  const what = existsSync(folder) ? `holds no ${kind}` : 'is not there';
  throw new Fault({ what, where: folder, remedy: `name a folder that ${makers} made` });
}
