import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Fault, reasonOf } from '../fault.js';
import { writeManifest } from './manifest.js';

/** The sibling that a stage writes to before it is complete: beside `out`, so that the rename stays on one file system. */
export function partialFolder(out: string): string {
  const whole = resolve(out);
  return join(dirname(whole), `.${basename(whole)}.partial`);
}

/**
 * The sibling in which a stage that can be resumed keeps what it has done so far: it outlives a killed process, and is removed
 * when `out` is complete. What lies in it is the stage's own to check.
 */
export function resumeFolder(out: string): string {
  const whole = resolve(out);
  return join(dirname(whole), `.${basename(whole)}.resume`);
}

/**
 * Makes the folder `out` by calling `write` with a temporary sibling, which takes its place when `write` is done. The last files
 * in it are the manifest's, which name `stage` and the checksum of every file.
 * Where `write` throws, the sibling is removed and `out` is as it was; where the process is killed, the sibling stays
 * and the next run clears it.
 * @throws Fault where the folder cannot be made, such as on a full disk
 */
export async function writeOutputFolder(
  out: string,
  write: (folder: string) => Promise<void>,
  stage: string,
): Promise<void> {
  const writeAll = async (folder: string): Promise<void> => {
    await write(folder);
    writeManifest(folder, stage);
  };
  await writeAndPlace(out, writeAll, (partial) => {
    replaceFolder(partial, resolve(out));
    rmSync(resumeFolder(out), { recursive: true, force: true });
  });
}

/**
 * Makes the file `out` in the same way: `write` puts a file of that name into the temporary folder, from where it takes the
 * place of `out` in one rename.
 * @throws Fault where the file cannot be made, or where a folder has its name
 */
export async function writeOutputFile(out: string, write: (folder: string) => Promise<void>): Promise<void> {
  if (statSync(out, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw new Fault({ what: 'is a folder', where: out, remedy: 'name a file with --out' });
  }
  await writeAndPlace(out, write, (partial) => {
    renameSync(join(partial, basename(out)), resolve(out));
    rmSync(partial, { recursive: true });
  });
}

async function writeAndPlace(
  out: string,
  write: (folder: string) => Promise<void>,
  place: (partial: string) => void,
): Promise<void> {
  const partial = partialFolder(out);
  try {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    await write(partial);
    place(partial);
  } catch (error) {
    discard(partial);
    throw isFileSystemError(error)
      ? new Fault(
          {
            what: `cannot be written (${reasonOf(error)})`,
            where: out,
            remedy: 'free some space or choose another --out',
          },
          { cause: error },
        )
      : error;
  }
}

/** Removes a folder if it can: the error that led here says more than a second one would. */
function discard(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The next run clears it.
  }
}

/** Puts `from` where `to` is; the old folder is moved aside first because a rename onto a full folder fails. */
export function replaceFolder(from: string, to: string): void {
  const old = join(dirname(to), `.${basename(to)}.old`);
  rmSync(old, { recursive: true, force: true });
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  rmSync(old, { recursive: true, force: true });
}

const WRITE_FAILURES = new Set(['ENOSPC', 'EACCES', 'EROFS', 'EDQUOT', 'EPERM', 'ENOTDIR', 'EIO']);

function isFileSystemError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && WRITE_FAILURES.has(error.code);
}
