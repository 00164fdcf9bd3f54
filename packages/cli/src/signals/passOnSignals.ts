import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { STARTER_DESCRIPTOR } from './starterLink.js';
import { STOP_SIGNALS, type StopSignal } from './stopSignal.js';

/** The signals that this process gets on behalf of a child. */
export interface PassedSignals {
  /** The first of them, or null. */
  readonly wanted: () => StopSignal | null;
  /** Gives the signals back their usual effect: the child has ended. */
  readonly release: () => void;
}

/** Milliseconds from a signal to the end by force: what is left of two seconds is for the system to clear the process away. */
const GRACE = 1000;
/** The same for a process that is saving its state; a cluster gives thirty seconds. */
const SAVING_GRACE = 20_000;
/** One key press can come as two signals: from the terminal, and from a program in between that passes its own on. */
const ONE_PRESS = 300;

/**
 * Passes stop signals on to a supervised child through its pipe, which lets it end by itself for a moment and then by force; a
 * second signal ends it at once.
 */
export function passOnSignals(child: ChildProcess): PassedSignals {
  const link = child.stdio[STARTER_DESCRIPTOR];
  let wanted: { readonly signal: StopSignal; readonly at: number } | null = null;
  let force: NodeJS.Timeout | undefined;
  const endWithin = (milliseconds: number): void => {
    clearTimeout(force);
    force = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  };
  const onSignal = (signal: StopSignal): void => {
    if (wanted === null) {
      wanted = { signal, at: performance.now() };
      if (link instanceof Socket) link.write(`${signal}\n`);
      endWithin(GRACE);
    } else if (performance.now() - wanted.at > ONE_PRESS) child.kill('SIGKILL');
  };
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  if (link instanceof Socket) {
    link.on('data', () => endWithin(SAVING_GRACE));
    // A process that has gone cannot be written to; that it has gone is heard by itself.
    link.on('error', () => undefined);
  }
  return {
    wanted: () => wanted?.signal ?? null,
    release: () => {
      clearTimeout(force);
      for (const signal of STOP_SIGNALS) process.off(signal, onSignal);
    },
  };
}
