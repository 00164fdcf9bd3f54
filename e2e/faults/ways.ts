import { setTimeout } from 'node:timers/promises';
import type { StopSignal } from '@bcos-bench/cli';
import type { StartedCommand } from './startedCommand.js';

/** A way in which a user, a terminal or a cluster asks a command to end. */
export interface Way {
  readonly signal: StopSignal;
  /** What the command may exit with; null where nobody hears it. */
  readonly codes: readonly number[] | null;
  readonly terminal: boolean;
  readonly ask: (command: StartedCommand) => void | Promise<void>;
}

const CTRL_C = '\u0003';
/** Milliseconds: two presses that come closer together are taken for one. */
const BETWEEN_PRESSES = 400;

/** By what the tables call them. */
export const ways: Readonly<Record<string, Way>> = {
  'Ctrl-C': { signal: 'SIGINT', codes: [130], terminal: true, ask: ({ press }) => press(CTRL_C) },
  'Ctrl-C twice': {
    ...{ signal: 'SIGINT', codes: [130], terminal: true },
    ask: async ({ press }) => {
      press(CTRL_C);
      await setTimeout(BETWEEN_PRESSES);
      press(CTRL_C);
    },
  },
  SIGINT: { signal: 'SIGINT', codes: [130], terminal: false, ask: ({ pid }) => send(pid, 'SIGINT') },
  SIGTERM: { signal: 'SIGTERM', codes: [143], terminal: false, ask: ({ pid }) => send(pid, 'SIGTERM') },
  'SIGTERM to all': { signal: 'SIGTERM', codes: [143], terminal: false, ask: ({ pid }) => send(-pid, 'SIGTERM') },
  SIGHUP: { signal: 'SIGHUP', codes: [129], terminal: false, ask: ({ pid }) => send(pid, 'SIGHUP') },
  // The terminal is that of `script`, and goes with it.
  'terminal closed': { signal: 'SIGHUP', codes: null, terminal: true, ask: ({ pid }) => send(pid, 'SIGKILL') },
};

/** Sends a signal to a process, or to a group of them by its negative number; what has ended meanwhile hears none. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Said above.
  }
}
