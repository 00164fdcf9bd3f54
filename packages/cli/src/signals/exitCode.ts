import { constants } from 'node:os';

/** How a child process ended, as Node tells it: the signal is null where the process exited by itself. */
export type ProcessEnd = readonly [code: number | null, signal: NodeJS.Signals | null];

/** The exit code of a process that ended, as shells have it: 128 and the signal's number where a signal ended it. */
export function exitCode([code, signal]: ProcessEnd): number {
  return signal === null ? (code ?? 1) : 128 + constants.signals[signal];
}
