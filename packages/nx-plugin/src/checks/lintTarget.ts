import type { TargetConfiguration } from '@nx/devkit';
import type { LintOptions } from '../lint/lintProjects.js';

/** What eslint and prettier go by. */
const SETTINGS = [
  ...['.editorconfig', '.prettierignore', '.prettierrc.json', 'eslint.config.js'],
  ...['package-lock.json', 'package.json', 'tsconfig.base.json', 'tsconfig.spec.json'],
];
/** How they are run. */
const RUNNER = ['executors.json', 'lint.schema.json', 'src/lint/*.ts', '!src/lint/*.spec.ts'];

/**
 * eslint and prettier on files of the workspace.
 * @param inputs with all that the files import: eslint's rules know types
 */
export function lintTarget(options: LintOptions, inputs: readonly string[]): TargetConfiguration<LintOptions> {
  return {
    executor: '@bcos-bench/nx-plugin:lint',
    options,
    cache: true,
    // Where a target does not say it, every start of Nx loads TypeScript to find the executor's schema, which would.
    continuous: false,
    inputs: [
      ...inputs,
      ...SETTINGS.map((file) => `{workspaceRoot}/${file}`),
      ...RUNNER.map((file) => file.replace(/^!?/, '$&{workspaceRoot}/packages/nx-plugin/')),
    ],
  };
}
