import type { TargetConfiguration } from '@nx/devkit';

/** What eslint and prettier go by. */
const SETTINGS = [
  ...['.editorconfig', '.prettierignore', '.prettierrc.json', 'eslint.config.js'],
  ...['package-lock.json', 'package.json', 'tsconfig.base.json', 'tsconfig.spec.json'],
];

/**
 * eslint and prettier on files of the workspace.
 * @param inputs with all that the files import: eslint's rules know types
 */
export function lintTarget(
  { eslint, prettier }: { readonly eslint: string; readonly prettier: string },
  inputs: readonly string[],
): TargetConfiguration {
  return {
    command: `eslint ${eslint} && prettier --check ${prettier}`,
    options: { cwd: '{workspaceRoot}' },
    cache: true,
    inputs: [...inputs, ...SETTINGS.map((file) => `{workspaceRoot}/${file}`)],
  };
}
