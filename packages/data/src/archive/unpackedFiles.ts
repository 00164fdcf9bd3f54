import { createReadStream } from 'node:fs';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import type { Parser, ReadEntry } from 'tar';
import { archiveKind, isGzip } from './archiveKind.js';

/** The files of a data set that an archive must hold, and how much of it is unpacked at most. */
export interface WantedFiles {
  readonly files: readonly string[];
  /** Of each file. */
  readonly mostBytes: number;
  /** How large a file is, after 'not'. */
  readonly sizeWords: string;
  /** What an archive may hold besides the files. */
  readonly bytesBesides: number;
  readonly remedy: string;
}

const READ_AT_ONCE = 1 << 16;
const FILE_TYPES: readonly string[] = ['File', 'OldFile', 'ContiguousFile'];

/** What was read of an archive. */
interface Unpacked {
  /** The content of each wanted file by its name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The names of all files, without their folders. */
  readonly names: readonly string[];
}

/**
 * Reads some files of a tar archive, gzipped or not, to its end. Nothing beyond what is wanted is unpacked or kept: a file that
 * is too large ends it at its header, and so do bytes beyond those of the files and a little more.
 * @throws Fault where it is no such archive, is damaged, is too large or holds a file twice
 */
export async function unpackedFiles(archive: string, wanted: WantedFiles): Promise<Unpacked> {
  const collector = new FileCollector(archive, wanted);
  await readEntries(archive, wanted, (entry) => collector.take(entry));
  return collector;
}

/**
 * The first path in a tar archive for which `isIt` holds; null where there is none. The archive is read up to there.
 * @throws Fault as `unpackedFiles` does
 */
export async function firstPathIn(
  archive: string,
  wanted: WantedFiles,
  isIt: (path: string) => boolean,
): Promise<string | null> {
  const found: { path: string | null } = { path: null };
  const enough = new AbortController();
  const look = (entry: ReadEntry): void => {
    if (found.path === null && isIt(entry.path)) {
      found.path = entry.path;
      enough.abort();
    }
    entry.resume();
  };
  try {
    await readEntries(archive, wanted, look, enough.signal);
  } catch (error) {
    if (!enough.signal.aborted) throw error;
  }
  return found.path;
}

async function readEntries(
  archive: string,
  { files, mostBytes, bytesBesides, remedy }: WantedFiles,
  onReadEntry: (entry: ReadEntry) => void,
  signal?: AbortSignal,
): Promise<void> {
  const kind = await archiveKind(archive);
  if (kind !== null && kind !== 'gzip') throw new Fault({ what: kind.what, where: archive, remedy });
  const { Parser: TarParser } = await import('tar');
  const parser = new TarParser({ strict: true, onReadEntry });
  const limits = { archive, most: files.length * mostBytes + bytesBesides, remedy };
  const options = signal === undefined ? {} : { signal };
  try {
    const source = createReadStream(archive, { highWaterMark: READ_AT_ONCE });
    const bounded = [atMost(limits), into(parser)] as const;
    await (kind === 'gzip'
      ? pipeline(source, createGunzip(), ...bounded, options)
      : pipeline(source, ...bounded, options));
  } catch (error) {
    if (error instanceof Fault) throw error;
    const what = `is not a complete archive (${reasonOf(error)})`;
    throw new Fault({ what, where: archive, remedy: 'download the archive again' }, { cause: error });
  }
}

/** The files of an archive as they come by. */
class FileCollector implements Unpacked {
  readonly files = new Map<string, Uint8Array>();
  readonly names: string[] = [];

  constructor(
    readonly archive: string,
    readonly wanted: WantedFiles,
  ) {}

  /** Keeps the content of a wanted file and passes over that of others. */
  take(entry: ReadEntry): void {
    const name = entry.path.split('/').at(-1) ?? '';
    this.names.push(name);
    if (this.wanted.files.includes(name) && FILE_TYPES.includes(entry.type)) this.keep(name, entry);
    entry.resume();
  }

  private keep(name: string, entry: ReadEntry): void {
    const { mostBytes, sizeWords, remedy } = this.wanted;
    const where = `${this.archive}, ${name}`;
    if (this.files.has(name)) throw new Fault({ what: 'occurs twice', where, remedy });
    if (entry.size > mostBytes) throw new Fault({ what: `has ${entry.size} bytes, not ${sizeWords}`, where, remedy });
    const bytes = new Uint8Array(entry.size);
    this.files.set(name, bytes);
    let at = 0;
    entry.on('data', (chunk) => {
      bytes.set(chunk, at);
      at += chunk.length;
    });
  }
}

/** Passes on bytes up to a limit. */
function atMost(limits: { readonly archive: string; readonly most: number; readonly remedy: string }): Transform {
  const { archive, most, remedy } = limits;
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (passed === 0 && isGzip(chunk)) {
        done(new Fault({ what: 'is compressed twice', where: archive, remedy }));
        return;
      }
      passed += chunk.length;
      if (passed <= most) done(null, chunk);
      else done(new Fault({ what: `unpacks to more than the ${most} bytes expected`, where: archive, remedy }));
    },
  });
}

/** A stream into tar's parser that waits for it, and ends when it has. */
function into(parser: Parser): Writable {
  let failure: Error | null = null;
  parser.on('error', (error) => {
    failure ??= error instanceof Error ? error : new Error(reasonOf(error));
  });
  const attempt = (action: () => void, done: (error: Error | null) => void): void => {
    try {
      action();
      done(failure);
    } catch (error) {
      done(error instanceof Error ? error : new Error(reasonOf(error)));
    }
  };
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => attempt(() => parser.write(chunk), done),
    final: (done) => attempt(() => parser.end(), done),
  });
}
