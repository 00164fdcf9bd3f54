import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stampsOf } from './fileStamps.mjs';

/** What puts the programs together. */
const BUNDLER = ['packages/nx-plugin/bundlePrograms.mjs', 'packages/nx-plugin/bundleRecord.mjs'];

/** What the compiler notes of a package, in its `dist`. */
const NOTES = '.tsbuildinfo';

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

/** What the build of every package reads besides the package's own files. */
const SETTINGS = ['tsconfig.json', 'tsconfig.base.json', 'package-lock.json', ...BUNDLER];

/**
 * The SHA-256 of what the build of every package reads besides the package's own files.
 * @param {string} root
 */
export function settingsDigest(root) {
  return digestOf(root, SETTINGS);
}

/**
 * The SHA-256 of all that the build reads in a package: names and bytes, no time.
 * @param {string} root
 * @param {string} folder
 */
export function sourcesDigest(root, folder) {
  return digestOf(`${root}/${folder}`, sourceFiles(`${root}/${folder}`));
}

/**
 * The SHA-256 of the code that runs of a package.
 * @param {string} root
 * @param {string} folder
 */
export function codeDigest(root, folder) {
  const dist = `${root}/${folder}/dist`;
  return digestOf(dist, codeFiles(dist));
}

/**
 * The SHA-256 of what the compiler notes of a package: by it, it decides what to compile again.
 * @param {string} root
 * @param {string} folder
 */
export function notesDigest(root, folder) {
  return digestOf(`${root}/${folder}/dist`, [NOTES]);
}

/**
 * The SHA-256 of the code that runs of all packages.
 * @param {string} root
 */
export function workspaceCodeDigest(root) {
  return joinedDigest(builtPackages(root).map((folder) => [folder, codeDigest(root, folder)]));
}

/**
 * One digest of those of packages.
 * @param {readonly (readonly [folder: string, digest: string])[]} digests
 */
export function joinedDigest(digests) {
  const hash = createHash('sha256');
  for (const [folder, digest] of digests) hash.update(`${folder} ${digest}\n`);
  return hash.digest('hex');
}

/**
 * What the file system says of the code that runs of all packages.
 * @param {string} root
 */
export function workspaceCodeStamps(root) {
  return stampsOf(
    root,
    builtPackages(root).flatMap((folder) => namesBelow(root, `${folder}/dist`, codeFiles)),
  );
}

/**
 * What the file system says of all that the build reads, and of all that it wrote.
 * @param {string} root
 */
export function buildStamps(root) {
  const packages = builtPackages(root).flatMap((folder) => [
    ...namesBelow(root, folder, sourceFiles),
    ...namesBelow(root, `${folder}/dist`, codeFiles),
    `${folder}/dist/${NOTES}`,
  ]);
  return stampsOf(root, [...SETTINGS, ...packages]);
}

/** @param {string} folder of a package */
function sourceFiles(folder) {
  const sources = filesIn(`${folder}/src`).filter((name) => !name.endsWith('.spec.ts'));
  return [...sources.map((name) => `src/${name}`), 'package.json', 'tsconfig.json'];
}

/** @param {string} dist of a package */
function codeFiles(dist) {
  return filesIn(dist).filter((name) => name.endsWith('.js'));
}

/**
 * @param {string} root
 * @param {string} folder
 * @param {(folder: string) => string[]} files the names of the files in a folder
 * @returns {string[]} their names from the root
 */
function namesBelow(root, folder, files) {
  return files(`${root}/${folder}`).map((name) => `${folder}/${name}`);
}

/**
 * @param {string} folder
 * @returns {string[]} the files in it and below, sorted; none where there is no such folder
 */
function filesIn(folder) {
  if (!existsSync(folder)) return [];
  /** @type {string[]} */
  const names = [];
  /** @param {string} prefix */
  const visit = (prefix) => {
    for (const entry of readdirSync(folder + prefix, { withFileTypes: true })) {
      if (entry.isDirectory()) visit(`${prefix}/${entry.name}`);
      else names.push(`${prefix}/${entry.name}`.slice(1));
    }
  };
  visit('');
  return names.sort();
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
