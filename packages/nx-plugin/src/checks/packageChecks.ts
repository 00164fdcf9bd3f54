import type { ProjectConfiguration } from '@nx/devkit';
import { lintTarget } from './lintTarget.js';
import { specsTarget } from './specsTarget.js';

/** A package of the workspace as far as its checks go. */
export interface CheckedPackage {
  /** Its folder in `packages/`, and the name of its project. */
  readonly name: string;
  /** Whether it, or a package that it depends on, computes with TensorFlow. */
  readonly needsEngine: boolean;
}

/**
 * Files of the workspace that the specs of a package read, outside of it and of the packages that it depends on. They stand here and not
 * in its `package.json`, which is part of the hash of results.
 */
const alsoRead: Readonly<Record<string, readonly string[]>> = {
  attack: ['docs/attacks.md'],
  explain: ['pretrained/bcos-resnet20/*'],
  models: ['docs/adding-a-network.md'],
  'nx-plugin': ['docs/cluster.md', 'pipelines/*.yaml', 'packages/*/package.json', 'nx.json'],
  pipeline: ['pipelines/*.yaml'],
};

/** The targets `build`, `lint` and `test` of a package, and which files are its sources to those who import it. */
export function packageChecks({ name, needsEngine }: CheckedPackage): Omit<ProjectConfiguration, 'root'> {
  const folder = `packages/${name}`;
  const others = (alsoRead[name] ?? []).map((file) => `{workspaceRoot}/${file}`);
  return {
    namedInputs: {
      own: ['{projectRoot}/**/*'],
      sources: ['own', '!{projectRoot}/**/*.spec.ts', '!{projectRoot}/**/*.md'],
    },
    targets: {
      // No outputs: before any task, the pipelines' plugin has compiled all packages whose code is not that of their sources.
      build: {
        command: `node node_modules/typescript-7/bin/tsc -b --singleThreaded ${folder}`,
        options: { cwd: '{workspaceRoot}' },
        cache: true,
        dependsOn: ['^build'],
        inputs: ['sources', '^sources', '{workspaceRoot}/tsconfig.base.json', '{workspaceRoot}/package-lock.json'],
      },
      lint: lintTarget({ eslint: [folder], prettier: [folder] }, ['own', '^sources']),
      test: specsTarget({
        ...{ name, where: `${folder}/`, config: 'vitest.config.ts', needsEngine },
        inputs: ['own', '^sources', ...others],
      }),
    },
  };
}
