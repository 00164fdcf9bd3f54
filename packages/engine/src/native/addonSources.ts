import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The C++ that the addon is made of: tfjs-node's two files, which ship in its npm package, and our own ops. */
export interface AddonSources {
  /** What the compiler is given. */
  readonly units: readonly string[];
  /** The folders of headers, but for TensorFlow's. */
  readonly includes: readonly string[];
  /** The SHA-256, in hex, of every source and header but for TensorFlow's. */
  readonly digest: string;
}

/** Finds and reads the sources: a dozen files, read at each start, so that a changed one is never missed. */
export function addonSources(): AddonSources {
  const require = createRequire(import.meta.url);
  const tfjs = dirname(require.resolve('@tensorflow/tfjs-node-gpu/package.json'));
  const headers = join(dirname(require.resolve('node-api-headers/package.json')), 'include');
  const folders = [join(tfjs, 'binding'), headers, fileURLToPath(new URL('../../native/', import.meta.url))];
  const files = folders.flatMap((folder) => sourcesIn(folder));
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${content.length}\n`).update(content);
  }
  return {
    units: files.filter((file) => extname(file) === '.cc'),
    includes: [headers, tfjs],
    digest: hash.digest('hex'),
  };
}

function sourcesIn(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((name) => ['.cc', '.h'].includes(extname(name)));
  return names.sort().map((name) => join(folder, name));
}
