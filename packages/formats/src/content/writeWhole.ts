import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs';

/**
 * Makes the file `path` by calling `write` with the name of a sibling, which takes its place when it is on the disk: a process
 * killed at any moment leaves the file whole, or as it was before.
 */
export function writeWhole(path: string, write: (sibling: string) => void): void {
  const sibling = `${path}.half`;
  write(sibling);
  flushToDisk(sibling);
  renameSync(sibling, path);
}

function flushToDisk(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
