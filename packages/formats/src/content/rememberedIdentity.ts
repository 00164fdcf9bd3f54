import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheFolder } from '@bcos-bench/vocabulary/cacheFolder';
import { Fault } from '@bcos-bench/vocabulary/fault';
import { fileStamp, isSettled } from './fileStamp.js';
import { requireRegularFile } from './regularFile.js';
import { z } from 'zod/mini';

/** `stamp` changes with the status of any of the source's files; `seal` tells a damaged memory from a whole one. */
const memorySchema = z.object({ stamp: z.string(), identity: z.string(), seal: z.string() });

/** Where identities are remembered, and by what clock. */
export interface IdentityMemory {
  /** The folder of what is remembered: one file a source, so that two commands do not wait for each other. */
  readonly folder?: string;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** A source that changes while it is read is read again, so often. */
const ATTEMPTS = 3;

const REMEDY = 'give a folder or a file whose content stays as it is';

/**
 * The identity of a source that consists of `files`: `compute` reads them, unless it has done so before and nothing has been
 * written since. That is known from each file's path, device, inode, size, and times of change of content and of status in
 * nanoseconds. In doubt `compute` reads again: where a time is younger than two seconds or in the future, and where the memory
 * cannot be read or written.
 * @throws Fault where one of the files is no regular file, or never stays the same while it is read
 */
export async function rememberedIdentity(
  source: string,
  files: readonly string[],
  compute: () => Promise<string>,
  { folder = join(cacheFolder(), 'identities'), clock = Date.now }: IdentityMemory = {},
): Promise<string> {
  const path = join(folder, `${sha256(resolve(source))}.json`);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { stamp, settled } = stampOf(files, clock());
    const remembered = settled ? recall(path, stamp) : null;
    if (remembered !== null) return remembered;
    const identity = await compute();
    if (stampOf(files, clock()).stamp !== stamp) continue;
    if (settled) remember(path, stamp, identity);
    return identity;
  }
  throw new Fault({ what: 'changes while it is read', where: source, remedy: REMEDY });
}

function stampOf(files: readonly string[], now: number): { stamp: string; settled: boolean } {
  const hash = createHash('sha256');
  let settled = true;
  for (const file of files) {
    const status = requireRegularFile(file, REMEDY);
    settled &&= isSettled(status, now);
    hash.update(`${fileStamp(resolve(file), status)}\n`);
  }
  return { stamp: hash.digest('hex'), settled };
}

function sealOf(stamp: string, identity: string): string {
  return sha256(JSON.stringify([stamp, identity]));
}

function recall(path: string, stamp: string): string | null {
  try {
    requireRegularFile(path, '');
    const memory = memorySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return memory.stamp === stamp && memory.seal === sealOf(stamp, memory.identity) ? memory.identity : null;
  } catch {
    return null;
  }
}

function remember(path: string, stamp: string, identity: string): void {
  const partial = `${path}.${process.pid}`;
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(partial, JSON.stringify({ stamp, identity, seal: sealOf(stamp, identity) }));
    renameSync(partial, path);
  } catch {
    // The next call reads the source again.
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
