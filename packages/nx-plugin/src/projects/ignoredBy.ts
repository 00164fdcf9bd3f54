import { execFileSync } from 'node:child_process';

/**
 * Which rule has git pass over a file, such as `/home/me/.gitignore:1 (*)`; null where none does, or git cannot be asked.
 * @param root a folder of a working tree
 * @param file from there
 */
export function ignoredBy(root: string, file: string): string | null {
  try {
    const said = execFileSync('git', ['check-ignore', '--verbose', '--no-index', '--', file], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [, place, rule] = /^(.*:\d+):(.*)\t/.exec(said) ?? [];
    return place === undefined || rule === undefined ? null : `${place} (${rule})`;
  } catch {
    return null;
  }
}
