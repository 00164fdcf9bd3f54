import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '@bcos-bench/formats';
import { findInstalled, installedFolder, SCOPE } from '../code/packageFolder.js';
import { isLeftOut, type FindSources } from './stageSources.js';

const REMEDY = 'install it again';

const packageSchema = z.object({
  version: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
  nx: z.object({ tags: z.array(z.string()).default([]) }).default({ tags: [] }),
});

/**
 * Finds what stages are made of where the code was installed: our packages by their bytes, all others by their versions, since a registry
 * never changes what it has published.
 * @param from a folder of one of our packages
 */
export function installedSources(from: string): FindSources {
  const digests = new Map<string, string>();
  const digestOf = (folder: string): string => {
    const digest = digests.get(folder) ?? treeDigest(folder);
    digests.set(folder, digest);
    return digest;
  };
  return (stagePackage, requested) => {
    const lines = new Set<string>();
    const visit = (name: string, dependent: string, seen: Set<string>): void => {
      const folder = installedFolder(name, dependent);
      if (seen.has(folder)) return;
      seen.add(folder);
      const { version, dependencies, optionalDependencies, nx } = readJson(
        join(folder, 'package.json'),
        packageSchema,
        REMEDY,
      );
      if (isLeftOut(name.slice(`${SCOPE}/`.length), nx.tags, requested)) return;
      lines.add(name.startsWith(`${SCOPE}/`) ? `${name} ${digestOf(folder)}` : `${name}@${version}`);
      for (const needed of Object.keys(dependencies)) visit(needed, folder, seen);
      const optional = Object.keys(optionalDependencies).filter((needed) => findInstalled(needed, folder) !== null);
      for (const needed of optional) visit(needed, folder, seen);
    };
    visit(`${SCOPE}/${stagePackage}`, from, new Set());
    const code = createHash('sha256')
      .update([...lines].sort().join('\n'))
      .digest('hex');
    return { packages: [], externals: [], code };
  };
}

/** The SHA-256 of the files of a package, names and bytes, but for what it brings of others. */
function treeDigest(folder: string): string {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((name) => !name.startsWith('node_modules/'))
    .sort();
  const hash = createHash('sha256');
  for (const name of names) {
    const bytes = readFileSync(join(folder, name));
    hash.update(`${name} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
