import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { makeFolder } from '@bcos-bench/cli';

/** Prints a line of progress. */
export type Say = (line: string) => void;

/** Makes `made`, which becomes the target; all else in its folder is thrown away. */
export type Make = (made: string) => Promise<void>;

const NEW_SPACE = 'free some space, or set BCOS_CACHE_DIR to a folder on another disk';

// A holder touches its lock every few seconds, so that of a killed process is known by its age. Should a holder that was
// only asleep lose its lock, the rename at the end is still atomic.
const LOCK = { stale: 10_000, realpath: false, onCompromised: () => undefined };
const EVERY_SECOND_FOR_AN_HOUR = { retries: 3600, factor: 1, minTimeout: 1000, maxTimeout: 1000 };

/**
 * Makes the file or folder `target` unless it is there and whole; what is damaged goes when the new one is made. Other processes that want the same wait for it. It is made in a
 * sibling of its own and renamed when complete: a killed process leaves nothing that passes for the whole, and what it
 * left is cleared by the next.
 * @returns whether it was made by this call
 * @throws Fault where the folder cannot be written to
 */
export async function installOnce(
  target: string,
  say: Say,
  make: Make,
  isWhole: () => boolean = () => true,
): Promise<boolean> {
  const isThere = (): boolean => existsSync(target) && isWhole();
  if (isThere()) return false;
  try {
    makeFolder(dirname(target));
    const release = await lockOf(target, say);
    try {
      if (isThere()) return false;
      await makeAside(target, make);
      return true;
    } finally {
      await release();
    }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new Fault(
      { what: `cannot be written (${reasonOf(error)})`, where: target, remedy: NEW_SPACE },
      { cause: error },
    );
  }
}

/** The Fault of a program that found the disk full. */
export function fullDisk(where: string): Fault {
  return new Fault({ what: 'the disk is full', where, remedy: NEW_SPACE });
}

async function lockOf(target: string, say: Say): Promise<() => Promise<void>> {
  // Imported here, because it catches all signals from then on: where a stage computes, nobody would hear them.
  const { lock } = (await import('proper-lockfile')).default;
  const options = { ...LOCK, lockfilePath: `${target}.lock` };
  try {
    return await lock(target, options);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED')) throw error;
    say(`another process is making ${basename(target)}: waiting for it`);
    return await lock(target, { ...options, retries: EVERY_SECOND_FOR_AN_HOUR });
  }
}

async function makeAside(target: string, make: Make): Promise<void> {
  const prefix = `${basename(target)}.partial-`;
  clear(dirname(target), prefix);
  try {
    const made = join(mkdtempSync(join(dirname(target), prefix)), basename(target));
    await make(made);
    // A process that has the damaged one open keeps it.
    rmSync(target, { recursive: true, force: true });
    renameSync(made, target);
  } finally {
    clear(dirname(target), prefix);
  }
}

/** Removes our own partial folder and those of killed processes. */
function clear(folder: string, prefix: string): void {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(prefix))) {
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // A program that outlived the killed process still writes there: it is in nobody's way, and goes another time.
    }
  }
}
