import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { copyWorkspace, type WorkspaceCopy } from './workspaceCopy.js';

const repository = resolve(import.meta.dirname, '..');

/**
 * A copy of the workspace like a clone, but for what the compiler has written here, with the note of what that was made of: the
 * copy's first run compiles what has changed since, and that takes seconds and not a minute.
 * @param environment as for `copyWorkspace`
 */
export function copyBuiltWorkspace(environment: Readonly<Record<string, string>>): WorkspaceCopy {
  const copy = copyWorkspace(environment);
  for (const name of readdirSync(join(copy.root, 'packages'))) {
    const built = join('packages', name, 'dist');
    if (!existsSync(join(repository, built))) continue;
    cpSync(join(repository, built), join(copy.root, built), { recursive: true });
  }
  return copy;
}
