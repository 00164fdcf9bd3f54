import { execFileSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';

/**
 * Which rule has git pass over a file, such as `.gitignore:1 (*)`, or `/home/me/.gitignore:1 (*)` where the file of rules lies outside
 * `root`; null where none does, or git cannot be asked.
 * @param root a folder of a working tree
 * @param file from there
 */
export function ignoredBy(root: string, file: string): string | null {
  try {
    const said = git(root, 'check-ignore', '--verbose', '--no-index', '--', file);
    const [, rules, line, rule] = /^(.*):(\d+):(.*)\t/.exec(said) ?? [];
    if (rules === undefined || line === undefined || rule === undefined) return null;
    // Git names the file from the top of its working tree, which can be a folder around this one.
    const top = git(root, 'rev-parse', '--show-toplevel').trimEnd();
    return `${asSeenFrom(root, resolve(top, rules))}:${line} (${rule})`;
  } catch {
    return null;
  }
}

function asSeenFrom(root: string, path: string): string {
  const inside = relative(realpathSync(root), path);
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}

function git(root: string, ...words: readonly string[]): string {
  return execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
