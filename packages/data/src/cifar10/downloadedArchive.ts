import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { cacheFolder } from '@bcos-bench/vocabulary/cacheFolder';
import { Fault } from '@bcos-bench/vocabulary/fault';
import type { Reporters } from '../datasetKind.js';
import { resumedDownload } from '../download/resumedDownload.js';
import { archivePath, keptArchive } from './keptArchive.js';
import { OFFICIAL, type PublishedArchive } from './publishedArchive.js';

/**
 * The path of the official archive in the user's cache folder, downloaded if it is not there yet.
 * @throws Fault where it cannot be downloaded, or where what came or what is there is not what its authors published
 */
export async function downloadedArchive(
  { progress, say }: Reporters,
  { address, md5, maxBytes }: PublishedArchive = OFFICIAL,
  folder = cacheFolder(),
): Promise<string> {
  const kept = keptArchive(folder);
  if (kept !== null) return await checkedArchive(kept, md5);
  const path = archivePath(folder);
  const remedy = `bring ${address} to this machine and name it with --source or CIFAR10_DIR`;
  say(`downloading ${address}`);
  await resumedDownload({
    address,
    path,
    remedy,
    progress,
    maxBytes,
    accept: async (file) => {
      const found = await md5Of(file);
      if (found !== md5) throw new Fault({ what: `has the MD5 ${found}, not ${md5}`, where: address, remedy });
    },
  });
  return path;
}

/** An archive that lies where the downloaded one is kept. @throws Fault where it is another */
async function checkedArchive(path: string, md5: string): Promise<string> {
  const found = await md5Of(path);
  if (found === md5) return path;
  const remedy = 'remove it, and the official one is downloaded, or name it with --source to use it as it is';
  throw new Fault({ what: `is not the official archive: it has the MD5 ${found}, not ${md5}`, where: path, remedy });
}

/** The MD5 of a file's content, in hexadecimal. */
export async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
