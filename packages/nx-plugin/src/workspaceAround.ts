import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '@bcos-bench/vocabulary';

/**
 * The root of the workspace that a folder lies in: the nearest one upwards that has Nx's settings and pipelines.
 * @throws Fault where there is none
 */
export function workspaceAround(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, 'nx.json')) && existsSync(join(at, 'pipelines'))) return at;
    if (dirname(at) === at) {
      throw new Fault({ what: 'is not in a clone of B-cos Bench', where: folder, remedy: 'run this in one' });
    }
  }
}

/** The root of the workspace that this package is a part of. */
export function workspaceOf(): string {
  return fileURLToPath(new URL('../../..', import.meta.url));
}
