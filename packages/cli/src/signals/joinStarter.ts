import { fstatSync, writeSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { reportingFaults } from '@bcos-bench/vocabulary/fault';
import { SAVING, STARTER, type WatchedStarter } from './starterLink.js';
import { STOP_SIGNALS, type StopSignal } from './stopSignal.js';

let joined: WatchedStarter | null = null;

/**
 * Lets this process be supervised where `supervise` has started it: from now on `stopWanted` says whether it is to end, and it
 * ends when its starter does.
 * @param name of the command, such as `bcos-train`
 * @returns whether it was started so
 */
export function joinStarter(name: string): boolean {
  const descriptor = process.env[STARTER];
  // What this process starts has other starters.
  Reflect.deleteProperty(process.env, STARTER);
  if (descriptor === undefined || !isPipe(Number(descriptor))) return false;
  joined = {
    descriptor: Number(descriptor),
    wish: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  };
  const watch = new Worker(new URL('./starterWatch.js', import.meta.url), { workerData: joined, execArgv: [] });
  watch.once('error', (error) => void endWith(name, error)).unref();
  // A terminal sends these to the starter too, which passes them on by the pipe. SIGTERM sent to this process alone ends it.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  return true;
}

/** Nobody would hear a signal. */
async function endWith(name: string, error: Error): Promise<void> {
  await reportingFaults(name, () => Promise.reject(error));
  process.exit();
}

/** A launcher such as srun passes variables on to where it runs a command, and no descriptors. */
function isPipe(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isSocket();
  } catch {
    return false;
  }
}

/** The signal that asks this process to end, or null. It is known at once, also while the main thread computes. */
export function stopWanted(): StopSignal | null {
  if (joined === null) return null;
  return STOP_SIGNALS[Atomics.load(joined.wish, 0) - 1] ?? null;
}

/** Asks the starter, which would soon end this process by force, for the time to save a state. */
export function askForTimeToSave(): void {
  if (joined !== null) writeSync(joined.descriptor, SAVING);
}
