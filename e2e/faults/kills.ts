import { processesOf } from './marked.js';
import type { StartedCommand } from './startedCommand.js';

/** Which processes of a command a SIGKILL hits, by what the tables call it. */
export const kills: readonly (readonly [string, (command: StartedCommand) => void])[] = [
  ['all its processes', ({ mark }) => processesOf(mark).forEach(({ pid }) => kill(pid))],
  ['the process that was started', ({ pid }) => kill(pid)],
  ['the process that computes', ({ mark }) => kill(processesOf(mark).at(-1)?.pid)],
];

/** What has ended meanwhile cannot be killed. */
function kill(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // Said above.
  }
}
