import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';

/** The clocks of file systems tick at least so often, in milliseconds: within a tick, a second change would not show. */
const TICK = 1000;

/**
 * What the file system says of files, without their bytes. `digest` is of their names, inodes, sizes and both times of change, one of
 * which nobody can set; files with the same have the same bytes, if they were `settled`: unchanged for a tick when it was taken.
 * @typedef {{ digest: string, settled: boolean }} FileStamps
 */

/**
 * @param {string} root
 * @param {readonly string[]} names of files from there; those that are not there are a part of the digest too
 * @returns {FileStamps} in a small part of the time that reading the files takes
 */
export function stampsOf(root, names) {
  const hash = createHash('sha256');
  const now = Date.now();
  let newest = 0;
  for (const name of names) {
    const status = statSync(`${root}/${name}`, { throwIfNoEntry: false });
    hash.update(status === undefined ? `${name} absent\n` : `${name} ${stampOf(status)}\n`);
    // A clock that was set back makes files of the future: they are not settled.
    if (status !== undefined) newest = Math.max(newest, status.mtimeMs, status.ctimeMs);
  }
  return { digest: hash.digest('hex'), settled: newest + TICK < now };
}

/** @param {import('node:fs').Stats} status */
function stampOf({ ino, size, mtimeMs, ctimeMs }) {
  return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
}
