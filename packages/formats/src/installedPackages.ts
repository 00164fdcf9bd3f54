import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readJson } from './json.js';

const OWN_SCOPE = '@bcos-bench/';

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/**
 * The versions that are installed of what a module's package is made of, by name: of the package itself, and of what it and the
 * workspace's packages that it depends on take from the registry. A dependency that is not installed is left out.
 * @param module the address of a module in the package
 * @throws Fault where a `package.json` is damaged
 */
export function installedPackages(module: string): Record<string, string> {
  const versions = new Map<string, string>();
  const visited = new Set<string>();
  const visit = (folder: string): void => {
    const { dependencies } = packageIn(folder);
    for (const name of Object.keys(dependencies).filter((dependency) => !visited.has(dependency))) {
      visited.add(name);
      const installed = above(folder, join('node_modules', name));
      if (installed === null) continue;
      if (name.startsWith(OWN_SCOPE)) visit(installed);
      else versions.set(name, packageIn(installed).version);
    }
  };
  const home = above(dirname(fileURLToPath(module)), '');
  if (home === null) throw new RangeError(`${module} is in no package`);
  const { name, version } = packageIn(home);
  versions.set(name, version);
  visit(home);
  return Object.fromEntries(versions);
}

function packageIn(folder: string): z.infer<typeof packageSchema> {
  return readJson(join(folder, 'package.json'), packageSchema, 'install the packages again with npm ci');
}

/** The nearest folder `name` with a `package.json`, in `folder` or above it; null where there is none. */
function above(folder: string, name: string): string | null {
  const candidate = join(folder, name);
  if (existsSync(join(candidate, 'package.json'))) return candidate;
  return dirname(folder) === folder ? null : above(dirname(folder), name);
}
