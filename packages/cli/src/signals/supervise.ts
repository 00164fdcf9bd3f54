import { spawn } from 'node:child_process';
import { at } from '@bcos-bench/vocabulary/at';
import { afterStop } from './afterStop.js';
import { exitCode, type ProcessEnd } from './exitCode.js';
import { passOnSignals } from './passOnSignals.js';
import { STARTER, STARTER_DESCRIPTOR } from './starterLink.js';
import { isStopSignal } from './stopSignal.js';

/** A command to be run in a process of its own. */
export interface SupervisedCommand {
  /** The program and its flags. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The command, such as `bcos-train`. */
  readonly name: string;
}

/**
 * Runs a command in a process of its own, with this process's streams, and resolves to its exit code: 128 and the signal's number
 * where a signal ended it, of which `say` hears one line. A SIGINT, SIGTERM or SIGHUP to this process ends it within two seconds,
 * whatever it is doing. It ends when this process does, however this one ends.
 */
export async function supervise(
  { words, environment, name }: SupervisedCommand,
  say: (line: string) => void,
): Promise<number> {
  const child = spawn(at(words, 0), words.slice(1), {
    stdio: ['inherit', 'inherit', 'inherit', 'pipe'],
    env: { ...environment, [STARTER]: String(STARTER_DESCRIPTOR) },
  });
  const passed = passOnSignals(child);
  try {
    const [code, signal] = await new Promise<ProcessEnd>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (...end) => resolve(end));
    });
    if (signal === null) return exitCode([code, null]);
    const cause = passed.wanted() ?? signal;
    if (process.stderr.isTTY) process.stderr.write(RESTORED_TERMINAL);
    say(`${name}: ${endingBy(cause)}; ${afterStop(name)}`);
    return exitCode([null, cause]);
  } finally {
    passed.release();
  }
}

/** What a progress bar leaves behind that is cut off: no cursor, no line wrap, half a line. */
const RESTORED_TERMINAL = '\u001b[?25h\u001b[?7h\n';

function endingBy(signal: NodeJS.Signals): string {
  if (isStopSignal(signal)) return `stopped by ${signal}`;
  if (signal === 'SIGKILL') return 'ended by SIGKILL, as when the machine runs out of memory';
  return `ended by ${signal}, as when a library is damaged (npx bcos engine checks those of the engine)`;
}
