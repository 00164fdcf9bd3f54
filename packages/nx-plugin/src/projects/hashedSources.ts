import type { FileMap } from '@nx/devkit';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hashFile } from 'nx/src/hasher/file-hasher.js';
import { Fault } from '@bcos-bench/vocabulary';
import { ignoredBy } from './ignoredBy.js';

/**
 * Makes sure that what Nx has hashed is what lies in the workspace, file by file: Nx looks only at what no `.gitignore` covers, also
 * one of a folder around the workspace, and takes a file whose time stamp it knows for the one that it knows.
 * @param root the workspace
 * @param folders those of its packages that stages are made of, such as `packages/stage`
 * @param files what results depend on besides, from the root, such as the weights of a network
 * @param fileMap what Nx knows of the workspace
 * @throws Fault of one line, naming a file that has another hash or none
 */
export function requireHashedSources(
  root: string,
  folders: readonly string[],
  files: readonly string[],
  fileMap: FileMap,
): void {
  const known = hashesKnown(fileMap);
  const sources = folders.flatMap((folder) => sourcesIn(root, folder));
  for (const file of [...sources, ...files]) {
    const hash = known.get(file);
    if (hash === undefined) {
      const by = ignoredBy(root, file);
      throw new Fault({
        what: `Nx does not see it, because ${by ?? 'a .gitignore'} ignores it, and no result would depend on what it holds`,
        where: file,
        remedy: 'remove the rule, move the workspace to another place, or run git init in it',
      });
    }
    if (hash !== hashFile(join(root, file))) {
      throw new Fault({
        what: 'Nx has hashed other content, which had the same time stamp or was there a moment ago',
        where: file,
        remedy: 'run npx nx reset --only-workspace-data, then the same again',
      });
    }
  }
}

/** Every file of the workspace that Nx knows, from its root, and the hash that it has for Nx. */
export function hashesKnown({ projectFileMap, nonProjectFiles }: FileMap): ReadonlyMap<string, string> {
  return new Map([...Object.values(projectFileMap).flat(), ...nonProjectFiles].map(({ file, hash }) => [file, hash]));
}

/** The sources of a package, without specs, as `nodeInputs` names them. */
function sourcesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts') && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
