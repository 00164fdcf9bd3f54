import { createHash } from 'node:crypto';
import { openSource, type ArchiveLayout } from '../archive/sourceFiles.js';

/**
 * What tells the content of the files of a layout from any other: the same for an archive and for what it unpacks to.
 * @throws Fault where a file cannot be read
 */
export async function formIdentity(source: string, layout: ArchiveLayout): Promise<string> {
  const { read } = await openSource(source, layout);
  const hash = createHash('sha256');
  for (const file of layout.files) {
    const bytes = await read(file);
    hash.update(JSON.stringify([file, bytes.length])).update(bytes);
  }
  return hash.digest('hex');
}
