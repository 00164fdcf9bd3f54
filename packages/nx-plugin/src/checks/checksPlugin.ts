import type { CreateNodes, CreateNodesResult } from '@nx/devkit';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { readJson } from '@bcos-bench/formats';
import { at } from '@bcos-bench/vocabulary';
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

const SCOPE = '@bcos-bench/';
const ENGINE = 'engine';

/** Every package gets the targets `build`, `lint` and `test`, and the workspace its own. Nodes of pipelines are no packages. */
export const createNodes: CreateNodes = [
  '{package.json,packages/*/package.json}',
  (files, _options, { workspaceRoot }) => {
    const inPackages = files.filter((file) => file !== 'package.json');
    const packages = inPackages.map((file) =>
      readJson(join(workspaceRoot, file), packageSchema, 'restore it from git'),
    );
    const importsOf = importsAmong(packages);
    const names = inPackages.map((file) => basename(dirname(file)));
    const ofPackages = names.map((name, i): [string, CreateNodesResult] => {
      const checks = packageChecks({ name, needsEngine: importsOf(name).has(ENGINE) });
      return [at(inPackages, i), { projects: { [`packages/${name}`]: checks } }];
    });
    if (!files.includes('package.json')) return ofPackages;
    const others = workspaceChecks(names, importsOf);
    return [
      ...ofPackages,
      ['package.json', { projects: Object.fromEntries(others.map((project) => [project.root, project])) }],
    ];
  },
];

/** The packages that a package imports, directly or not, be it for its specs alone, and itself; by their names without scope. */
function importsAmong(packages: readonly PackageFile[]): (name: string) => ReadonlySet<string> {
  const direct = new Map(
    packages.map(({ name, dependencies, devDependencies }) => [
      name.replace(SCOPE, ''),
      Object.keys({ ...dependencies, ...devDependencies })
        .filter((other) => other.startsWith(SCOPE))
        .map((other) => other.replace(SCOPE, '')),
    ]),
  );
  return (name) => {
    const found = new Set([name]);
    // A set grows while it is walked through, so that what is added is looked at, too.
    for (const one of found) for (const other of direct.get(one) ?? []) found.add(other);
    return found;
  };
}
