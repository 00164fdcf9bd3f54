import { existsSync } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';

/**
 * Writes what comes to `path`, whose folder is made, from byte `start` on, and calls `onBytes` with how many bytes the file has so far. Bytes go to
 * their own places rather than to the end: two commands that download the same file at once do no harm.
 * @throws Fault where the file cannot be written; whatever breaks the connection is thrown as it is
 */
export async function receive(
  body: AsyncIterable<Uint8Array>,
  path: string,
  start: number,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const file = await writing(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    return open(path, existsSync(path) ? 'r+' : 'w');
  });
  try {
    let at = start;
    for await (const chunk of body) {
      await writing(path, () => writeWhole(file, chunk, at));
      at += chunk.length;
      onBytes(at);
    }
  } finally {
    await file.close();
  }
}

async function writeWhole(file: FileHandle, chunk: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at + done);
    done += bytesWritten;
  }
}

async function writing<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const remedy = 'free some space, or set BCOS_CACHE_DIR to a folder that has some';
    throw new Fault({ what: `cannot be written (${reasonOf(error)})`, where: path, remedy }, { cause: error });
  }
}
