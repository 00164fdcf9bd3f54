import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '@bcos-bench/formats';
import { isLeftOut, type FindSources } from './stageSources.js';

const REMEDY = 'restore it from git';

const packageSchema = z.object({
  name: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
  nx: z.object({ tags: z.array(z.string()).default([]) }).default({ tags: [] }),
});
type PackageFile = z.infer<typeof packageSchema>;

const lockSchema = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });

/** Finds what stages are made of in the clone at `root`, from `packages/X/package.json` and `package-lock.json`. */
export function cloneSources(root: string): FindSources {
  const workspace = readPackages(root);
  const folders = new Map([...workspace].map(([folder, { name }]) => [name, folder]));
  const locked = lockedVersions(root);

  return (stagePackage, requested) => {
    const packages = new Set<string>();
    const externals = new Set<string>();
    const visit = (folder: string): void => {
      if (packages.has(folder) || isLeftOut(folder, workspace.get(folder)?.nx.tags ?? [], requested)) return;
      packages.add(folder);
      for (const dependency of Object.keys(workspace.get(folder)?.dependencies ?? {})) {
        const inWorkspace = folders.get(dependency);
        if (inWorkspace !== undefined) visit(inWorkspace);
        else for (const name of externalNode(locked, folder, dependency)) externals.add(name);
      }
    };
    visit(stagePackage);
    return { packages: [...packages].sort(), externals: [...externals].sort(), code: null };
  };
}

function readPackages(root: string): Map<string, PackageFile> {
  const folder = join(root, 'packages');
  return new Map(
    readdirSync(folder)
      .filter((name) => existsSync(join(folder, name, 'package.json')))
      .map((name) => [name, readJson(join(folder, name, 'package.json'), packageSchema, REMEDY)]),
  );
}

/** Places in `node_modules` and the versions there. */
function lockedVersions(root: string): ReadonlyMap<string, string | undefined> {
  const path = join(root, 'package-lock.json');
  if (!existsSync(path)) return new Map();
  const { packages } = readJson(path, lockSchema, REMEDY);
  return new Map(Object.entries(packages).map(([place, { version }]) => [place, version]));
}

/**
 * The name that Nx gives to what `folder` imports as `dependency`: with its version where npm has put a copy into the
 * package's own `node_modules` because another version stands at the root. None where the lock file does not hold it.
 */
function externalNode(
  locked: ReadonlyMap<string, string | undefined>,
  folder: string,
  dependency: string,
): readonly string[] {
  const own = locked.get(`packages/${folder}/node_modules/${dependency}`);
  if (own !== undefined) return [`${dependency}@${own}`];
  return locked.has(`node_modules/${dependency}`) ? [dependency] : [];
}
