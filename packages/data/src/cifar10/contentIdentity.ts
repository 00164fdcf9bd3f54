import { createHash } from 'node:crypto';
import { ALL_BATCH_FILES } from './batchFile.js';
import type { Batches } from './batches.js';
import { OFFICIAL, OFFICIAL_BATCHES } from './publishedArchive.js';

/** What tells the official content from any other, wherever it lies. */
export const OFFICIAL_IDENTITY = `official ${OFFICIAL.md5}`;

/**
 * What tells the content of six batch files from any other: the same for an archive and for what it unpacks to, and
 * `OFFICIAL_IDENTITY` for what the official archive holds. It comes from the content alone, never from a path.
 * @throws Fault where a batch cannot be read
 */
export async function contentIdentity(batches: Batches): Promise<string> {
  const hash = createHash('sha256');
  let official = true;
  for (const file of ALL_BATCH_FILES) {
    const bytes = await batches.read(file);
    hash.update(bytes);
    official &&= isOfficial(file, bytes);
  }
  return official ? OFFICIAL_IDENTITY : hash.digest('hex');
}

/** The batch files whose content is not that of the official archive. @throws Fault where a batch cannot be read */
export async function unofficialFiles(batches: Batches): Promise<string[]> {
  const files = [];
  for (const file of ALL_BATCH_FILES) if (!isOfficial(file, await batches.read(file))) files.push(file);
  return files;
}

function isOfficial(file: string, bytes: Uint8Array): boolean {
  return createHash('md5').update(bytes).digest('hex') === OFFICIAL_BATCHES.get(file);
}
