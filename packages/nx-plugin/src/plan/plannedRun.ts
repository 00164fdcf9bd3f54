import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { PLAN_FILE, readOutcomes } from './planFile.js';
import type { HashedTask } from './taskInputs.js';

/** Goes before every command in the place of a launcher, and fails: what is not in the cache does not run, nor does what waits for it. */
const RUNS_NOTHING = 'false';

/**
 * What Nx says of a run in which nothing runs: it hashes, looks into its caches, restores what it finds, and goes no further.
 * @param root the workspace
 * @param target the target of the run, such as `report`
 * @throws Fault where Nx fails before it comes to tasks
 */
export async function plannedRun(root: string, target: string): Promise<Map<string, HashedTask>> {
  const folder = mkdtempSync(join(tmpdir(), 'bcos-plan-'));
  const file = join(folder, 'outcomes.json');
  try {
    const nx = join(root, 'node_modules/.bin/nx');
    const environment = { ...process.env, LAUNCHER: RUNS_NOTHING, [PLAN_FILE]: file };
    const said = await run([nx, 'run-many', `--target=${target}`, '--outputStyle=static'], root, environment);
    if (existsSync(file)) return readOutcomes(file);
    throw new Fault({ what: `nx failed: ${complaintOf(said)}`, where: root, remedy: 'run nx itself to see more' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What Nx complains of, in one line: its title, and the first line below that says more. */
function complaintOf(said: string): string {
  const lines = said.split('\n').map((line) => line.replace(/^\s*(?:NX|-)\s+/, '').trim());
  const telling = lines.filter(
    (line) => line !== '' && !line.startsWith('Pass --verbose') && !line.startsWith('Run duration'),
  );
  return telling.slice(0, 3).join(' ');
}

/** Runs Node, and resolves to all that it said, whatever its exit code. */
function run(words: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, words, { cwd, env, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      const said = stdout + stderr;
      resolve(said === '' ? reasonOf(error) : said);
    });
  });
}
