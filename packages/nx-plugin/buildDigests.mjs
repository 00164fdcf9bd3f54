import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What puts the programs together. */
const BUNDLER = ['packages/nx-plugin/bundlePrograms.mjs', 'packages/nx-plugin/bundleRecord.mjs'];

/**
 * The packages that the workspace's build takes in, sorted.
 * @param {string} root the workspace
 * @returns {string[]} their folders from there, such as `packages/stage`
 */
export function builtPackages(root) {
  /** @type {{ references: { path: string }[] }} */
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  return references.map(({ path }) => path).sort();
}

/**
 * The SHA-256 of what the build of every package reads besides the package's own files.
 * @param {string} root
 */
export function settingsDigest(root) {
  return digestOf(root, ['tsconfig.json', 'tsconfig.base.json', 'package-lock.json', ...BUNDLER]);
}

/**
 * The SHA-256 of all that the build reads in a package: names and bytes, no time.
 * @param {string} root
 * @param {string} folder
 */
export function sourcesDigest(root, folder) {
  const sources = filesIn(join(root, folder, 'src')).filter((name) => !name.endsWith('.spec.ts'));
  return digestOf(join(root, folder), [...sources.map((name) => `src/${name}`), 'package.json', 'tsconfig.json']);
}

/**
 * The SHA-256 of the code that runs of a package.
 * @param {string} root
 * @param {string} folder
 */
export function codeDigest(root, folder) {
  const dist = join(root, folder, 'dist');
  return digestOf(
    dist,
    filesIn(dist).filter((name) => name.endsWith('.js')),
  );
}

/**
 * The SHA-256 of what the compiler notes of a package: by it, it decides what to compile again.
 * @param {string} root
 * @param {string} folder
 */
export function notesDigest(root, folder) {
  return digestOf(join(root, folder, 'dist'), ['.tsbuildinfo']);
}

/**
 * The SHA-256 of the code that runs of all packages.
 * @param {string} root
 */
export function workspaceCodeDigest(root) {
  const hash = createHash('sha256');
  for (const folder of builtPackages(root)) hash.update(`${folder} ${codeDigest(root, folder)}\n`);
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]} the files in it and below, sorted; none where there is no such folder
 */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/**
 * @param {string} folder
 * @param {string[]} names
 */
function digestOf(folder, names) {
  const hash = createHash('sha256');
  for (const name of names) {
    const path = join(folder, name);
    const bytes = existsSync(path) ? readFileSync(path) : null;
    hash.update(`${name} ${bytes === null ? 'absent' : bytes.length}\n`);
    if (bytes !== null) hash.update(bytes);
  }
  return hash.digest('hex');
}
