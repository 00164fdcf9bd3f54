import { mkdirSync, renameSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import { lockPath, type Holder } from './folderLock.js';
import type { StageInputs } from './keptPlace.js';
import { requireReplaceable, type OutputRequest } from './outputGuard.js';
import { workEntry } from './outputPlace.js';
import { discard, placeFolder, recoverPlace } from './placeFolder.js';
import { writeManifest } from '@bcos-bench/formats';

export { partialFolder, resumeFolder } from './outputPlace.js';

/** Who makes an output, of what, and how. */
export interface OutputSettings {
  /** The stage's command, such as `bcos-attack`. */
  readonly stage: string;
  /** What the stage reads: nothing of it is ever replaced. */
  readonly inputs: StageInputs;
  /** Whether what the stage has not made is replaced as well. */
  readonly force: boolean;
  /** Milliseconds to wait for another process that writes to the same place. */
  readonly patience?: number;
  /** Hears what the user should know. */
  readonly warn?: (line: string) => void;
}

/** A process that was killed a moment ago may still be ending. */
const PATIENCE = 10_000;

/**
 * Makes the folder `out` by calling `write` with a temporary folder, which takes its place when `write` is done. The last
 * files in it are the manifest's, which name the stage and the checksum of every file. Where `write` throws, `out` is as it was; where the process is killed, what it has left is cleared by the next run. What no stage has made is
 * not touched: see `requireReplaceable`. Of two processes that write to one place, the second waits a moment and then gives up.
 * @throws UsageFault where something else is at `out`
 * @throws Fault where another process writes to it, or where the folder cannot be made, such as on a full disk
 */
export async function writeOutputFolder(
  out: string,
  settings: OutputSettings,
  write: (folder: string) => Promise<void>,
): Promise<void> {
  const writeAll = async (folder: string): Promise<void> => {
    await write(folder);
    writeManifest(folder, settings.stage);
  };
  await writeAndPlace({ ...settings, out, kind: 'folder' }, writeAll, placeFolder);
}

/**
 * Makes the file `out` in the same way: `write` puts a file of that name into the temporary folder, from where it takes the
 * place of `out` in one rename.
 * @throws as `writeOutputFolder` does
 */
export async function writeOutputFile(
  out: string,
  settings: OutputSettings,
  write: (folder: string) => Promise<void>,
): Promise<void> {
  await writeAndPlace({ ...settings, out, kind: 'file' }, write, (partial, place) => {
    renameSync(join(partial, basename(out)), place);
    discard(partial);
  });
}

async function writeAndPlace(
  request: OutputRequest & OutputSettings,
  write: (folder: string) => Promise<void>,
  put: (partial: string, place: string) => void,
): Promise<void> {
  const { out } = request;
  const place = await sayingWhere(out, () => requireReplaceable(request));
  const release = await sayingWhere(out, () => lockPlace(place, request));
  try {
    const partial = workEntry(place, 'partial');
    await sayingWhere(out, () => {
      recoverPlace(place);
      // The process before may have made something of it.
      requireReplaceable(request);
      mkdirSync(partial);
    });
    await discardingWhereItFails(out, partial, write);
    await keepingWhereItFails(partial, () =>
      sayingWhere(out, () => {
        requireReplaceable(request);
        put(partial, place);
      }),
    );
    discard(workEntry(place, 'resume'));
  } finally {
    release();
  }
}

/** Locks a place. @returns what frees it @throws Fault where another process holds it */
async function lockPlace(place: string, { out, stage, patience = PATIENCE, warn }: OutputRequest & OutputSettings) {
  const locked = await lockPath(workEntry(place, 'lock'), stage, patience);
  if (!locked.held) {
    const remedy = 'wait until it has ended, or choose another --out';
    throw new Fault({ what: `${inWords(locked.by)} writes to it`, where: out, remedy });
  }
  if (!locked.certain) warn?.(`${out}: its file system has no locks: start no second run on it`);
  return locked.release;
}

function inWords(holder: Holder | null): string {
  if (holder === null) return 'another process';
  const { stage, process: number, host, since } = holder;
  return `another ${stage} (process ${number} on ${host}, since ${since})`;
}

async function discardingWhereItFails(
  out: string,
  partial: string,
  write: (folder: string) => Promise<void>,
): Promise<void> {
  try {
    await write(partial);
  } catch (error) {
    discard(partial);
    throw isWriteFailure(error, partial) ? unwritable(out, error) : error;
  }
}

/** A complete result that finds no place is not thrown away: it may have taken days. */
async function keepingWhereItFails(partial: string, put: () => Promise<void>): Promise<void> {
  try {
    await put();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Fault(
      { what: error.message, remedy: `the result is in ${partial} until the next run` },
      { cause: error },
    );
  }
}

/** Makes a Fault of an error of the system. What else is thrown stays. */
async function sayingWhere<T>(out: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? unwritable(out, error) : error;
  }
}

function unwritable(out: string, cause: unknown): Fault {
  const remedy = 'free some space or choose another --out';
  return new Fault({ what: `cannot be written (${reasonOf(cause)})`, where: out, remedy }, { cause });
}

const WRITE_FAILURES = new Set(['ENOSPC', 'EACCES', 'EROFS', 'EDQUOT', 'EPERM', 'ENOTDIR', 'EIO']);

/** An error about a path outside of `partial` is of an input that cannot be read, and says so by itself. */
function isWriteFailure(error: unknown, partial: string): boolean {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return false;
  const isElsewhere = 'path' in error && typeof error.path === 'string' && !resolve(error.path).startsWith(partial);
  return WRITE_FAILURES.has(error.code) && !isElsewhere;
}
