import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { nxProgram } from '../code/program.js';
import { nxComplaint } from '../run/nxComplaint.js';
import { PLAN_FILE, readOutcomes } from './planFile.js';
import type { HashedTask } from './taskInputs.js';

/** Goes before every command in the place of a launcher, and fails: what is not in the cache does not run, nor does what waits for it. */
const RUNS_NOTHING = 'false';

/** Keeps Nx from noting the failures: of a task that ran after it was planned, it would say that it is flaky. */
const UNRECORDED = new URL('../../unrecordedTasks.mjs', import.meta.url).href;

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
    const nx = nxProgram(root);
    const environment = { ...process.env, LAUNCHER: RUNS_NOTHING, [PLAN_FILE]: file };
    const words = ['--import', UNRECORDED, nx, 'run-many', `--target=${target}`, '--outputStyle=static'];
    const said = await run(words, root, environment);
    if (existsSync(file)) return readOutcomes(file);
    throw new Fault({
      what: `nx failed: ${nxComplaint(said.split('\n'))}`,
      where: root,
      remedy: 'run nx itself to see more',
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
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
