import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What decides the bits of a computation besides its inputs: the SHA-256 of the code in the folders of some modules, and the
 * kind of machine. What was half done by other code or elsewhere must not be gone on with.
 * @param modules addresses of a module in each folder, as `import.meta.url` and `import.meta.resolve` give them
 */
export function codeIdentity(modules: readonly string[]): { readonly code: string; readonly machine: string } {
  const hash = createHash('sha256');
  for (const folder of modules.map((module) => dirname(fileURLToPath(module)))) {
    for (const path of sourceFiles(folder)) hash.update(readFileSync(path));
  }
  const machine = [process.platform, process.arch, cpus()[0]?.model ?? ''].join(' ');
  return { code: hash.digest('hex'), machine };
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ['.js', '.ts'].includes(extname(name)) && !name.endsWith('.d.ts'))
    .sort()
    .map((name) => join(folder, name));
}
