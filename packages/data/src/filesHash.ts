import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';

/** A file by a name that does not depend on where its data set lies. */
export type NamedFile = readonly [name: string, path: string];

/** The SHA-256 over the names of files and the SHA-256 of each one's content. @throws Fault where one cannot be read */
export async function hashOfFiles(files: Iterable<NamedFile>): Promise<string> {
  const hash = createHash('sha256');
  for (const [name, path] of files) hash.update(JSON.stringify([name, await hashOfFile(path)]));
  return hash.digest('hex');
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    const remedy = 'make it readable or remove it';
    throw new Fault({ what: `cannot be read (${reasonOf(error)})`, where: path, remedy }, { cause: error });
  }
  return hash.digest('hex');
}
