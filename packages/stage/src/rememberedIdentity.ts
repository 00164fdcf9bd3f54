import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheFolder } from './cacheFolder.js';
import { z } from 'zod/mini';

/** `stamp` changes with the path, size or time of any of the source's files. */
const memorySchema = z.object({ stamp: z.string(), identity: z.string() });

/**
 * The identity of a source that consists of `files`: `compute` reads them, unless it has done so before and no file's path,
 * size or time of change differs. A memory that cannot be read or written only costs time.
 * @param memory the folder of what is remembered: one file a source, so that two commands do not wait for each other
 */
export async function rememberedIdentity(
  source: string,
  files: readonly string[],
  compute: () => Promise<string>,
  memory = join(cacheFolder(), 'identities'),
): Promise<string> {
  const path = join(memory, `${sha256(resolve(source))}.json`);
  const stamp = stampOf(files);
  const remembered = recall(path);
  if (remembered?.stamp === stamp) return remembered.identity;
  const identity = await compute();
  remember(path, { stamp, identity });
  return identity;
}

function stampOf(files: readonly string[]): string {
  const lines = files.map((file) => {
    const { size, mtimeMs } = statSync(file);
    return JSON.stringify([resolve(file), size, mtimeMs]);
  });
  return sha256(lines.join('\n'));
}

function recall(path: string): z.infer<typeof memorySchema> | null {
  try {
    return memorySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

function remember(path: string, memory: z.infer<typeof memorySchema>): void {
  const partial = `${path}.${process.pid}`;
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(partial, JSON.stringify(memory));
    renameSync(partial, path);
  } catch {
    // The next call reads the source again.
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
