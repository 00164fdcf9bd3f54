import { constants } from 'node:os';

/** How the command of one task ended. */
export interface Ending {
  /** The task as in Nx, such as `smoke-train-resnet8:train`. */
  readonly task: string;
  /** The exit code: 128 and a signal's number where a signal ended it, as shells and srun have it. */
  readonly code: number;
  /** Whether a result of this run is where it should be. */
  readonly result: boolean;
  /** What LAUNCHER was, if anything. */
  readonly launcher: string;
}

const AGAIN = 'run the same again: only what is missing runs';

/** What is known of a signal besides its name. */
const causes: Readonly<Record<string, string>> = {
  SIGINT: ' (interrupted)',
  SIGTERM: ' (cancelled, or over a time limit)',
  SIGKILL: ' (cancelled, or the machine ran out of memory)',
};

/** Exit codes with a meaning of their own: what they say, and what to do. */
const meanings: Readonly<Record<number, readonly [string, string]>> = {
  1: ['failed', 'its own line above says why; mend that and run the same again'],
  2: ['was called wrongly', "its own line above says how; mend the pipeline's file or the environment"],
  126: ['could not be started', 'correct the environment variable LAUNCHER'],
  127: ['could not be started: there is no such program', 'correct the environment variable LAUNCHER'],
};

/** One line for a person: which task, how it ended and what to do; null where all is well. */
export function describeEnding({ task, code, result, launcher }: Ending): string | null {
  if (code === 0 && result) return null;
  const [what, remedy] = explain(code);
  return `${task} ${what}${launcher === '' ? '' : ` under LAUNCHER '${launcher}'`}; ${remedy}`;
}

function explain(code: number): readonly [string, string] {
  if (code === 0) return ['ended with exit code 0 and left no result, as when its machine fails', AGAIN];
  const signal = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
  if (signal !== undefined) return [`was ended by ${signal}${causes[signal] ?? ''}`, AGAIN];
  return meanings[code] ?? [`ended with exit code ${code}`, AGAIN];
}
