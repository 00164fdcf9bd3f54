import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '@bcos-bench/vocabulary/cacheFolder';
import { requireRegularFile } from '@bcos-bench/formats/regularFile';

/** Where the downloaded archive is kept. */
export function archivePath(folder = cacheFolder()): string {
  return join(folder, 'cifar-10-binary.tar.gz');
}

/** The path of what is kept there, whatever it holds; null where there is nothing. @throws Fault where it is no regular file */
export function keptArchive(folder = cacheFolder()): string | null {
  const path = archivePath(folder);
  if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
  requireRegularFile(path, 'remove it, and the official archive is downloaded');
  return path;
}
