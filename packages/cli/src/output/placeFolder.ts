import { existsSync, renameSync, rmSync } from 'node:fs';
import { workEntry } from './outputPlace.js';
import { exchangePaths } from './systemCalls.js';

/**
 * Puts the complete folder `made` at `place`, and removes what was there. Where the system can, both change places in one step, so
 * that a reader always finds the one or the other. Where it cannot, the older one is moved aside first: a process that is killed
 * between the two renames leaves it to `recoverPlace`.
 */
export function placeFolder(made: string, place: string, exchange: typeof exchangePaths = exchangePaths): void {
  if (!existsSync(place)) {
    renameSync(made, place);
    return;
  }
  if (exchange(made, place)) {
    discard(made);
    return;
  }
  const old = workEntry(place, 'old');
  renameSync(place, old);
  try {
    renameSync(made, place);
  } catch (error) {
    renameSync(old, place);
    throw error;
  }
  discard(old);
}

/** Brings back what a killed process had moved aside, and removes what it has left half done. To be called with the lock held. */
export function recoverPlace(place: string): void {
  const old = workEntry(place, 'old');
  if (existsSync(old) && !existsSync(place)) renameSync(old, place);
  discard(old);
  discard(workEntry(place, 'partial'));
}

/** Removes a folder if it can: where it cannot, it is in nobody's way, and the next run tries again. */
export function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Said above.
  }
}
