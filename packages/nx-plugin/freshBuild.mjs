import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import lockfile from 'proper-lockfile';
import { builtFile, isFresh, lastBuild, noteBuild, stateOf } from './buildRecord.mjs';

/** So often a source may change while it is compiled, before it is said that nothing can be compiled so. */
const ATTEMPTS = 3;

/** @type {Map<string, Promise<void>>} what this process is compiling, by workspace */
const underWay = new Map();

/**
 * Compiles the workspace where what lies in `dist/` was not made of the sources as they are now. That is decided by the bytes of
 * both, never by their age: a source may be older than the build and differ (`rsync -a`, `cp -p`, a clock that was set back),
 * and `dist/` may come from elsewhere. Bytes that were compared before, in files that nobody has touched since, are not read again.
 * Two who ask at once are harmless, in one process (two plugins of Nx) and in two: one waits for the other.
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
  const built = builtFile(root);
  mkdirSync(dirname(built), { recursive: true });
  const release = await lockfile.lock(root, {
    lockfilePath: join(dirname(built), '.building'),
    // For half an hour: who holds the lock is compiling, on a machine that may have much else to do. Of a dead one it is taken.
    retries: { retries: 6000, factor: 1, minTimeout: 300, maxTimeout: 300 },
  });
  try {
    for (let attempt = 0; !isFresh(root); attempt += 1) {
      if (attempt === ATTEMPTS) throw new Error('the sources change while they are compiled; run the same again');
      await build(root);
    }
  } finally {
    await release();
  }
}

/** @param {string} root */
async function build(root) {
  const [last, before] = [lastBuild(root), stateOf(root)];
  rmSync(builtFile(root), { force: true });
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
  // A source that changed meanwhile is noted as it was: the next look sees the difference.
  const packages = Object.entries(after.packages).map(([folder, state]) => [
    folder,
    { ...state, sources: before.packages[folder]?.sources ?? '' },
  ]);
  noteBuild(root, { settings: before.settings, packages: Object.fromEntries(packages) });
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
