import type { CreateNodes, CreateNodesResult } from '@nx/devkit';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { readJson } from '@bcos-bench/formats';
import { packageChecks } from './packageChecks.js';
import { workspaceChecks } from './workspaceChecks.js';

export const name = 'bcos-bench-checks';

const dependenciesSchema = z.record(z.string(), z.string()).default({});
const packageSchema = z.object({
  name: z.string(),
  dependencies: dependenciesSchema,
  devDependencies: dependenciesSchema,
});
type PackageFile = z.infer<typeof packageSchema>;

const ENGINE = '@bcos-bench/engine';

/** Every package gets the targets `build`, `lint` and `test`, and the workspace its own. Nodes of pipelines are no packages. */
export const createNodes: CreateNodes = [
  '{package.json,packages/*/package.json}',
  (files, _options, { workspaceRoot }) => {
    const inPackages = files.filter((file) => file !== 'package.json');
    const packages = inPackages.map((file) =>
      readJson(join(workspaceRoot, file), packageSchema, 'restore it from git'),
    );
    const computing = dependents(packages, ENGINE);
    const ofPackages = inPackages.map((file, i): [string, CreateNodesResult] => {
      const [folder, needsEngine] = [dirname(file), computing.has(packages[i]?.name ?? '')];
      return [file, { projects: { [folder]: packageChecks({ name: basename(folder), needsEngine }) } }];
    });
    const others = workspaceChecks(inPackages.map((file) => basename(dirname(file))));
    const ofWorkspace = { projects: Object.fromEntries(others.map((project) => [project.root, project])) };
    return files.includes('package.json') ? [...ofPackages, ['package.json', ofWorkspace]] : ofPackages;
  },
];

/** A package and all that depend on it, directly or not, be it for their specs alone. */
function dependents(packages: readonly PackageFile[], wanted: string): ReadonlySet<string> {
  const found = new Set([wanted]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const { name: own, dependencies, devDependencies } of packages) {
      const needed = Object.keys({ ...dependencies, ...devDependencies });
      if (needed.some((other) => found.has(other))) found.add(own);
    }
  }
  return found;
}
