import { writeSync } from 'node:fs';
import { STOP_SIGNALS, type StopSignal } from '@bcos-bench/cli/signals';

type Environment = Readonly<Record<string, string | undefined>>;

/** The variable by which who starts Nx tells it that it says itself how to go on after a signal. */
export const SAYS_SIGNALS = 'BCOS_SAYS_SIGNALS';

/** Has this process, which is Nx, say in one line that a signal has stopped it. Nx ends its tasks, and says nothing after Ctrl-C. */
export function saySignalsOfNx(environment: Environment): void {
  if (environment[SAYS_SIGNALS] !== undefined) return;
  for (const signal of STOP_SIGNALS) process.once(signal, () => saySignal(signal));
}

/** Also where nothing may be written to the stream any more: Nx sees to that at SIGINT. */
function saySignal(signal: StopSignal): void {
  try {
    writeSync(2, `nx: stopped by ${signal}; the same command continues\n`);
  } catch {
    // The terminal has gone.
  }
}
