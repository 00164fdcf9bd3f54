import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import lockfile from 'proper-lockfile';

/**
 * Compiles the workspace where a source is newer than the last build. It costs some milliseconds where nothing changed.
 * Two processes at once are harmless: one waits for the other.
 * @param {string} root the workspace
 * @returns {Promise<void>} when `dist/` of every package holds what its sources say
 * @throws {Error} with the compiler's messages
 */
export async function ensureBuilt(root) {
  if (isFresh(root)) return;
  const stamp = stampFile(root);
  mkdirSync(dirname(stamp), { recursive: true });
  const release = await lockfile.lock(root, {
    lockfilePath: join(dirname(stamp), '.building'),
    retries: { retries: 600, factor: 1, minTimeout: 200, maxTimeout: 500 },
  });
  try {
    if (!isFresh(root)) await build(root, stamp);
  } finally {
    await release();
  }
}

/** @param {string} root */
function stampFile(root) {
  return join(root, 'packages', 'pipeline', 'dist', '.built');
}

/**
 * Whether no file that a build reads is younger than the last build that succeeded. The compiler's own files do not say
 * so: it writes them although it found errors.
 * @param {string} root
 */
function isFresh(root) {
  const stamp = stampFile(root);
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  const packages = packagesToBuild(root);
  return (
    packages.every((folder) => existsSync(join(folder, 'dist', '.tsbuildinfo'))) &&
    [join(root, 'tsconfig.json'), join(root, 'tsconfig.base.json'), join(root, 'package-lock.json')]
      .concat(packages.flatMap(filesToBuild))
      .every((path) => !existsSync(path) || statSync(path).mtimeMs < built)
  );
}

/** @param {string} root */
function packagesToBuild(root) {
  /** @type {{ references: { path: string }[] }} */
  const { references } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  return references.map(({ path }) => join(root, path));
}

/**
 * Folders are among them: they change when a file is removed.
 * @param {string} folder
 */
function filesToBuild(folder) {
  const sources = join(folder, 'src');
  return readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.endsWith('.spec.ts'))
    .map((name) => join(sources, name))
    .concat(sources, join(folder, 'package.json'), join(folder, 'tsconfig.json'));
}

/**
 * @param {string} root
 * @param {string} stamp
 */
async function build(root, stamp) {
  const started = new Date();
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { code, output } = await run(process.execPath, [compiler, '-b', '--pretty', 'false'], root);
  if (code !== 0) throw new Error(`the sources do not compile:\n${output}`);
  writeFileSync(stamp, '');
  utimesSync(stamp, started, started);
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
