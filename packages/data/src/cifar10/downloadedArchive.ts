import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder } from '@bcos-bench/stage/cacheFolder';
import { Fault } from '@bcos-bench/stage/fault';
import type { Reporters } from '../datasetKind.js';
import { resumedDownload } from '../download/resumedDownload.js';
import { OFFICIAL, type PublishedArchive } from './publishedArchive.js';

/**
 * The path of the official archive in the user's cache folder, downloaded if it is not there yet.
 * @throws Fault where it cannot be downloaded or is not what its authors published
 */
export async function downloadedArchive(
  { progress, say }: Reporters,
  { address, md5 }: PublishedArchive = OFFICIAL,
  folder = cacheFolder(),
): Promise<string> {
  const path = join(folder, 'cifar-10-binary.tar.gz');
  if (existsSync(path)) return path;
  const remedy = `bring ${address} to this machine and name it with --source or CIFAR10_DIR`;
  say(`downloading ${address}`);
  await resumedDownload({
    address,
    path,
    remedy,
    progress,
    accept: async (file) => {
      const found = await md5Of(file);
      if (found !== md5) throw new Fault({ what: `has the MD5 ${found}, not ${md5}`, where: address, remedy });
    },
  });
  return path;
}

/** The MD5 of a file's content, in hexadecimal. */
export async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
