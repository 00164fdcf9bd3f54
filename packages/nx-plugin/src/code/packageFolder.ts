import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '@bcos-bench/vocabulary/fault';

/** The scope of our packages. */
export const SCOPE = '@bcos-bench';

/** The folder of this package, the same from `src/code` and from `dist/code`. */
export const OWN = fileURLToPath(new URL('../..', import.meta.url));

/** Whether this code was installed from a registry and lies in no clone: no compiler settings are published. */
export function isInstalled(): boolean {
  return !existsSync(join(OWN, 'tsconfig.json'));
}

/**
 * The folder of one of our packages, from the root of a workspace: a clone's own, or where it was installed.
 * @param name without the scope, such as `train`
 * @param root the workspace
 * @throws Fault where it is not installed
 */
export function packageFolder(name: string, root: string): string {
  if (!isInstalled()) return `packages/${name}`;
  return relative(realpathSync(root), installedFolder(`${SCOPE}/${name}`, OWN));
}

/**
 * Where Node finds a package, from a folder upwards.
 * @throws Fault where it is not installed
 */
export function installedFolder(name: string, from: string): string {
  const found = findInstalled(name, from);
  if (found !== null) return found;
  throw new Fault({ what: 'is not installed', where: name, remedy: `run npm install ${SCOPE}/bcos` });
}

/** Where Node finds a package, from a folder upwards; null where it is not installed. */
export function findInstalled(name: string, from: string): string | null {
  for (let at = realpathSync(from); ; at = dirname(at)) {
    const place = join(at, 'node_modules', name);
    if (existsSync(place)) return realpathSync(place);
    if (dirname(at) === at) return null;
  }
}
