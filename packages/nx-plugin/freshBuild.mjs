import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import lockfile from 'proper-lockfile';
import { builtPackages, codeDigest, notesDigest, settingsDigest, sourcesDigest } from './buildDigests.mjs';

/** So often a source may change while it is compiled, before it is said that nothing can be compiled so. */
const ATTEMPTS = 3;

/** @type {Map<string, Promise<void>>} what this process is compiling, by workspace */
const underWay = new Map();

/**
 * Compiles the workspace where what lies in `dist/` was not made of the sources as they are now. That is decided by the bytes of
 * both, never by time stamps: a source may be older than the build and differ (`rsync -a`, `cp -p`, a clock that was set back),
 * and `dist/` may come from elsewhere. Where nothing changed it costs a tenth of a second. Two who ask at once are harmless, in one
 * process (two plugins of Nx) and in two: one waits for the other.
 * @param {string} root the workspace
 * @returns {Promise<void>} when `dist/` of every package holds what its sources say
 * @throws {Error} with the compiler's messages
 */
export function ensureBuilt(root) {
  const building = underWay.get(root) ?? buildStale(root).finally(() => underWay.delete(root));
  underWay.set(root, building);
  return building;
}

/** @param {string} root */
async function buildStale(root) {
  if (isFresh(root)) return;
  const stamp = stampFile(root);
  mkdirSync(dirname(stamp), { recursive: true });
  const release = await lockfile.lock(root, {
    lockfilePath: join(dirname(stamp), '.building'),
    // For half an hour: who holds the lock is compiling, on a machine that may have much else to do. Of a dead one it is taken.
    retries: { retries: 6000, factor: 1, minTimeout: 300, maxTimeout: 300 },
  });
  try {
    for (let attempt = 0; !isFresh(root); attempt += 1) {
      if (attempt === ATTEMPTS) throw new Error('the sources change while they are compiled; run the same again');
      await build(root, stamp);
    }
  } finally {
    await release();
  }
}

/**
 * What a build was made of, and what it made: digests by package.
 * @typedef {{ sources: string, code: string, notes: string }} PackageState
 * @typedef {{ settings: string, packages: Record<string, PackageState> }} BuildState
 */

/** @param {string} root */
function stampFile(root) {
  return join(root, 'packages', 'pipeline', 'dist', '.built');
}

/**
 * Whether what lies in `dist/` was made of the sources as they are now.
 * @param {string} root
 */
export function isFresh(root) {
  const stamp = stampFile(root);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampText(stateOf(root));
}

/**
 * @param {string} root
 * @returns {BuildState}
 */
function stateOf(root) {
  const packages = builtPackages(root).map((folder) => [
    folder,
    { sources: sourcesDigest(root, folder), code: codeDigest(root, folder), notes: notesDigest(root, folder) },
  ]);
  return { settings: settingsDigest(root), packages: Object.fromEntries(packages) };
}

/** @param {BuildState} state */
function stampText(state) {
  return `${JSON.stringify(state, null, 2)}\n`;
}

/**
 * The last build that succeeded; without packages where there was none.
 * @param {string} stamp
 * @returns {BuildState}
 */
function lastBuild(stamp) {
  try {
    return JSON.parse(readFileSync(stamp, 'utf8'));
  } catch {
    return { settings: '', packages: {} };
  }
}

/**
 * @param {string} root
 * @param {string} stamp
 */
async function build(root, stamp) {
  const [last, before] = [lastBuild(stamp), stateOf(root)];
  rmSync(stamp, { force: true });
  for (const [folder, { code, notes }] of Object.entries(before.packages)) {
    const then = last.packages[folder];
    const notesFile = join(root, folder, 'dist', '.tsbuildinfo');
    if (!existsSync(notesFile)) continue;
    // The compiler trusts its notes for what it wrote. With the oldest of time stamps, it goes by their digests of the sources.
    if (then?.code === code && then.notes === notes) utimesSync(notesFile, 0, 0);
    else rmSync(notesFile);
  }
  // One thread takes half the processor time of several, each of which reads the types of libraries again.
  const compiler = join(root, 'node_modules', 'typescript-7', 'bin', 'tsc');
  const { code, output } = await run(process.execPath, [compiler, '-b', '--singleThreaded', '--pretty', 'false'], root);
  if (code !== 0) throw new Error(`the sources do not compile:\n${output}`);
  const { bundlePrograms } = await import('./bundlePrograms.mjs');
  await bundlePrograms(root);
  const after = stateOf(root);
  // A source that changed meanwhile is in the stamp as it was: the next look sees the difference.
  const packages = Object.entries(after.packages).map(([folder, state]) => [
    folder,
    { ...state, sources: before.packages[folder]?.sources ?? '' },
  ]);
  writeFileSync(`${stamp}.partial`, stampText({ settings: before.settings, packages: Object.fromEntries(packages) }));
  renameSync(`${stamp}.partial`, stamp);
}

/**
 * @param {string} program
 * @param {string[]} words
 * @param {string} cwd
 * @returns {Promise<{ code: number | null, output: string }>}
 */
function run(program, words, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
