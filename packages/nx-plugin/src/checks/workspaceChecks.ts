import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { endToEndTargets } from './endToEnd.js';
import { lintTarget } from './lintTarget.js';
import { specsTarget } from './specsTarget.js';

/** One thread: each further one reads the types of libraries again, and the lint and the specs run beside it. */
const COMPILER = 'node node_modules/typescript-7/bin/tsc --singleThreaded';
/** All but prose. */
const ALL_CODE = ['{workspaceRoot}/**/*', '!{workspaceRoot}/**/*.md'];
/** Folders without a project of their own. */
const FOLDERS = ['.ci', '.github', 'docs', 'pipelines'];
/** What the specs of `release` read: pages, and what their links lead to. */
const PROSE = [
  'docs/**/*',
  '*.md',
  'action/README.md',
  'CITATION.cff',
  'packages/*/README.md',
  'pretrained/*/README.md',
];

/**
 * The checks that are no package's, as projects: the whole workspace, and its folders beside the packages.
 * @param packages names of all packages' projects
 * @param importsOf a package and all packages that it imports, directly or not
 */
export function workspaceChecks(
  packages: readonly string[],
  importsOf: (name: string) => ReadonlySet<string>,
): ProjectConfiguration[] {
  const root: ProjectConfiguration = {
    root: '.',
    name: 'workspace',
    targets: {
      lint: lintTarget(
        { eslint: ['*.{js,mjs,ts}'], prettier: ['*', ...FOLDERS] },
        ['*', '.*', ...FOLDERS.map((folder) => `${folder}/**/*`)].map((files) => `{workspaceRoot}/${files}`),
      ),
      types: command(`${COMPILER} -p tsconfig.spec.json && ${COMPILER} -p tsconfig.bench.json`, ALL_CODE),
      arrows: command('depcruise --config dependency-cruiser.config.mjs packages', [
        ...ALL_CODE,
        '{workspaceRoot}/docs/architecture.md',
      ]),
      unused: command('knip --no-progress', ALL_CODE),
    },
  };
  const folder = (name: string, imports: readonly string[], more: ProjectConfiguration['targets'] = {}) => ({
    ...{ root: name, name, implicitDependencies: [...imports] },
    targets: { lint: lintTarget({ eslint: [name], prettier: [name] }, ['{projectRoot}/**/*', '^sources']), ...more },
  });
  return [
    root,
    folder('bench', []),
    folder('release', packages, {
      test: specsTarget({
        ...{ name: 'release', where: 'release/', config: 'vitest.config.ts', needsEngine: false },
        inputs: ['{projectRoot}/**/*', '^sources', ...PROSE.map((files) => `{workspaceRoot}/${files}`)],
      }),
    }),
    folder('pretrained', ['engine', 'formats', 'models'], {
      test: specsTarget({
        ...{ name: 'pretrained', where: 'pretrained/', config: 'vitest.config.ts', needsEngine: true },
        inputs: ['{projectRoot}/**/*', '^sources'],
      }),
    }),
    folder('e2e', packages, endToEndTargets(importsOf)),
  ];
}

function command(line: string, inputs: readonly string[]): TargetConfiguration {
  return { command: line, options: { cwd: '{workspaceRoot}' }, cache: true, inputs: [...inputs] };
}
