import { JOB_SERVER } from './askForJob.js';
import { startJobServer } from './jobServer.js';

/**
 * Before the tasks of a run of Nx: starts the server that has attacks computed many in a process, and tells the tasks through
 * `environment`, unless it says already where to go (empty: nowhere). Where no server can be had, each has a process of its own.
 */
export async function openAttackJobs(environment: Record<string, string | undefined>): Promise<void> {
  if (environment[JOB_SERVER] !== undefined) return;
  try {
    environment[JOB_SERVER] = (await startJobServer()).address;
  } catch {
    // A sandbox may forbid to listen, and attacks do not need it.
    environment[JOB_SERVER] = '';
  }
}
