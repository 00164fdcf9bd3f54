import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { makeFolder } from './makeFolder.js';
import { lockFile, type CallOutcome } from './systemCalls.js';

/** Who holds a lock, for the others to read. */
const holderSchema = z.object({ stage: z.string(), process: z.int(), host: z.string(), since: z.string() });
export type Holder = z.infer<typeof holderSchema>;

/** A lock that was asked for. */
export type Locked =
  /** Held until `release`; `certain` is false where the file system has no locks. */
  | { readonly held: true; readonly certain: boolean; readonly release: () => void }
  /** `by` is null where its holder has not yet said who it is. */
  | { readonly held: false; readonly by: Holder | null };

const MILLISECONDS_BETWEEN_TRIES = 100;
const OPEN = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW;

/**
 * Locks the file `path`, which is made, and its folder too. The system frees the lock when the process ends, however it ends, and
 * no signal is caught for it.
 * @param patience milliseconds for which it is tried again where another holds it
 */
export async function lockPath(path: string, stage: string, patience: number): Promise<Locked> {
  const until = performance.now() + patience;
  for (;;) {
    const locked = tryLock(path, stage) ?? { held: false, by: null };
    if (locked.held || performance.now() >= until) return locked;
    await pause(MILLISECONDS_BETWEEN_TRIES);
  }
}

/** One attempt; null where the file went away meanwhile, with its last holder. */
function tryLock(path: string, stage: string): Locked | null {
  const descriptor = opened(path);
  if (descriptor === null) return null;
  const outcome = lockFile(descriptor);
  if (outcome === 'busy') {
    const by = holderOf(path);
    closeSync(descriptor);
    return { held: false, by };
  }
  if (!isStill(path, descriptor)) {
    closeSync(descriptor);
    return null;
  }
  return held(path, descriptor, stage, outcome);
}

function opened(path: string): number | null {
  makeFolder(dirname(path));
  try {
    return openSync(path, OPEN, 0o666);
  } catch (error) {
    // The holder before removes the folder when it is done.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** A file that was removed can still be locked, and nobody would know. */
function isStill(path: string, descriptor: number): boolean {
  const [own, now] = [fstatSync(descriptor, { bigint: true }), statSync(path, { throwIfNoEntry: false, bigint: true })];
  return own.ino === now?.ino && own.dev === now.dev;
}

function held(path: string, descriptor: number, stage: string, outcome: CallOutcome): Locked {
  const holder: Holder = { stage, process: process.pid, host: hostname(), since: new Date().toISOString() };
  ftruncateSync(descriptor);
  writeSync(descriptor, JSON.stringify(holder), 0);
  return {
    held: true,
    certain: outcome === 'done',
    release: () => {
      rmSync(path, { force: true });
      closeSync(descriptor);
      removeIfEmpty(dirname(path));
    },
  };
}

/** Who holds the lock `path`, or held it when it was killed; null where nobody says so. */
export function holderOf(path: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // What a stage can resume from stays, and so does what another process has begun.
  }
}
