import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';

const repository = resolve(import.meta.dirname, '..');

/** What a clone does not have. */
const notCloned = new Set(['node_modules', 'dist', 'out', '.nx', '.git', '.venv']);

/** Which tasks ran and which came from the cache, by the names of their projects, sorted. */
export interface TaskRuns {
  readonly ran: readonly string[];
  readonly cached: readonly string[];
}

/** A copy of the workspace as a clone would be: nothing built, nothing cached. */
export interface WorkspaceCopy {
  readonly root: string;
  /** Runs Nx in the copy and shows a line a task; throws with all that Nx said where it fails. */
  readonly nx: (...words: readonly string[]) => Promise<TaskRuns>;
  readonly remove: () => void;
}

/** @param environment what is set for every run besides this process's own environment */
export function copyWorkspace(environment: Readonly<Record<string, string>>): WorkspaceCopy {
  const root = mkdtempSync(join(tmpdir(), 'bcos-e2e-'));
  cpSync(repository, root, { recursive: true, filter: (path) => !notCloned.has(basename(path)) });
  linkDependencies(root);
  return {
    root,
    nx: (...words) => runIn(root, words, environment),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Runs Nx in a workspace. @returns what ran and what came from the cache; it throws with all that Nx said where it fails */
export async function runIn(
  root: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<TaskRuns> {
  await runNx(root, words, environment);
  return readRuns(root);
}

async function runNx(
  root: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'node_modules/.bin/nx'), ...words, '--outputStyle=stream'], {
    cwd: root,
    env: { ...process.env, NX_CACHE_DIRECTORY: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const said: string[] = [];
  const listen = async (stream: Readable): Promise<void> => {
    for await (const line of createInterface(stream)) {
      said.push(line);
      if (line.startsWith('> nx run ')) process.stderr.write(`${line}\n`);
    }
  };
  await Promise.all([listen(child.stdout), listen(child.stderr), ended]);
  if (child.exitCode !== 0) throw new Error(`nx ${words.join(' ')} failed:\n${said.join('\n')}`);
}

/** The repository's dependencies by links, and the copy's own packages among them as npm would link them. */
function linkDependencies(root: string): void {
  const scope = '@bcos-bench';
  mkdirSync(join(root, 'node_modules', scope), { recursive: true });
  for (const name of readdirSync(join(repository, 'node_modules')).filter((entry) => entry !== scope)) {
    symlinkSync(join(repository, 'node_modules', name), join(root, 'node_modules', name));
  }
  for (const name of readdirSync(join(root, 'packages'))) {
    symlinkSync(join('../../packages', name), join(root, 'node_modules', scope, name));
    const own = join('packages', name, 'node_modules');
    if (existsSync(join(repository, own))) symlinkSync(join(repository, own), join(root, own));
  }
}

const runSchema = z.object({ tasks: z.array(z.object({ projectName: z.string(), cacheStatus: z.string() })) });

/** What Nx notes of its last run. The native engine has no cache entry: all clones share it in the user's cache folder. */
export function readRuns(root: string): TaskRuns {
  const { tasks } = runSchema.parse(JSON.parse(readFileSync(join(root, '.nx/cache/run.json'), 'utf8')));
  const names = (wanted: (status: string) => boolean): string[] =>
    tasks
      .filter(({ projectName, cacheStatus }) => projectName !== 'engine' && wanted(cacheStatus))
      .map(({ projectName }) => projectName)
      .sort();
  return { ran: names((status) => status === 'cache-miss'), cached: names((status) => status !== 'cache-miss') };
}
