import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  buildStamps,
  builtPackages,
  codeDigest,
  joinedDigest,
  notesDigest,
  settingsDigest,
  sourcesDigest,
} from './buildDigests.mjs';

/**
 * What a build was made of, and what it made: digests by package.
 * @typedef {{ sources: string, code: string, notes: string }} PackageState
 * @typedef {{ settings: string, packages: Record<string, PackageState> }} BuildState
 */

/**
 * Where it is noted what the last build was made of.
 * @param {string} root
 */
export function builtFile(root) {
  return join(root, 'packages', 'pipeline', 'dist', '.built');
}

/**
 * Whether what lies in `dist/` was made of the sources as they are now.
 * @param {string} root
 */
export function isFresh(root) {
  const built = builtFile(root);
  if (!existsSync(built)) return false;
  const text = readFileSync(built, 'utf8');
  // Before the bytes are read: what changes from here on has other stamps the next time.
  const { digest, settled } = buildStamps(root);
  const seen = createHash('sha256').update(digest).update(text).digest('hex');
  if (isSeen(built, seen)) return true;
  if (text !== builtText(stateOf(root))) return false;
  if (settled) noteSeen(built, seen);
  return true;
}

/**
 * The digest of the code that runs of all packages, as the last build left it.
 * @param {string} root
 */
export function builtCodeDigest(root) {
  const { packages } = lastBuild(root);
  return joinedDigest(Object.entries(packages).map(([folder, { code }]) => [folder, code]));
}

/**
 * Whether the sources and the build were compared as they are now.
 * @param {string} built
 * @param {string} seen
 */
function isSeen(built, seen) {
  try {
    return readFileSync(seenFile(built), 'utf8') === seen;
  } catch {
    return false;
  }
}

/**
 * @param {string} built
 * @param {string} seen
 */
function noteSeen(built, seen) {
  const partial = `${seenFile(built)}.${process.pid}`;
  try {
    writeFileSync(partial, seen);
    renameSync(partial, seenFile(built));
  } catch {
    // In a folder that cannot be written to, the bytes are compared again next time.
  }
}

/** @param {string} built */
function seenFile(built) {
  return join(dirname(built), '.seen');
}

/**
 * The sources, the build and the settings as they are now.
 * @param {string} root
 * @returns {BuildState}
 */
export function stateOf(root) {
  const packages = builtPackages(root).map((folder) => [
    folder,
    { sources: sourcesDigest(root, folder), code: codeDigest(root, folder), notes: notesDigest(root, folder) },
  ]);
  return { settings: settingsDigest(root), packages: Object.fromEntries(packages) };
}

/** @param {BuildState} state */
function builtText(state) {
  return `${JSON.stringify(state, null, 2)}\n`;
}

/**
 * The last build that succeeded; without packages where there was none.
 * @param {string} root
 * @returns {BuildState}
 */
export function lastBuild(root) {
  try {
    return JSON.parse(readFileSync(builtFile(root), 'utf8'));
  } catch {
    return { settings: '', packages: {} };
  }
}

/**
 * Notes a build that succeeded.
 * @param {string} root
 * @param {BuildState} state
 */
export function noteBuild(root, state) {
  const built = builtFile(root);
  writeFileSync(`${built}.partial`, builtText(state));
  renameSync(`${built}.partial`, built);
}
