import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '@bcos-bench/vocabulary';
import { isInstalled } from './code/packageFolder.js';

/**
 * The root of the workspace that a folder lies in: the nearest one upwards that has Nx's settings and pipelines.
 * @throws Fault where there is none
 */
export function workspaceAround(folder: string): string {
  const found = findWorkspace(folder);
  if (found !== null) return found;
  const remedy = isInstalled() ? 'run npx bcos init NAME, which makes one' : 'run this in a clone of B-cos Bench';
  throw new Fault({ what: 'is in no workspace with pipelines', where: folder, remedy });
}

/** The same; null where there is none. */
export function findWorkspace(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'nx.json')) && existsSync(join(at, 'pipelines'))) return at;
    if (dirname(at) === at) return null;
  }
}

/** The root of the clone that this package is a part of. */
export function workspaceOf(): string {
  return fileURLToPath(new URL('../../..', import.meta.url));
}
