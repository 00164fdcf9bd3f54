import { createReadStream } from 'node:fs';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import type { Parser, ReadEntry } from 'tar';
import { archiveKind, isGzip } from './archiveKind.js';
import { ALL_BATCH_FILES } from './batchFile.js';
import { REMEDY } from './variants.js';

/** What an archive may hold besides the batch files: headers, a list of class names, a page on the data set, notes of macOS. */
const BESIDES = 16_000_000;
const READ_AT_ONCE = 1 << 16;
const FILE_TYPES: readonly string[] = ['File', 'OldFile', 'ContiguousFile'];

/** What was read of an archive. */
interface Unpacked {
  /** The content of each batch file by its name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The names of all files, without their folders. */
  readonly names: readonly string[];
}

/**
 * Reads the batch files of a tar archive, gzipped or not, to its end. Nothing beyond what is due is unpacked or kept: a batch that
 * is too large ends it at its header, and so do bytes beyond those of the batches and a little more.
 * @param batchBytes bytes of a batch file
 * @throws Fault where it is no such archive, is damaged, is too large or holds a batch file twice
 */
export async function unpackedBatches(archive: string, batchBytes: number): Promise<Unpacked> {
  const kind = await archiveKind(archive);
  if (kind !== null && kind !== 'gzip') throw new Fault({ what: kind.what, where: archive, remedy: REMEDY });
  const { Parser: TarParser } = await import('tar');
  const collector = new BatchCollector(archive, batchBytes);
  const parser = new TarParser({ strict: true, onReadEntry: (entry) => collector.take(entry) });
  const due = ALL_BATCH_FILES.length * batchBytes + BESIDES;
  try {
    const source = createReadStream(archive, { highWaterMark: READ_AT_ONCE });
    const bounded = [atMost(due, archive), into(parser)] as const;
    await (kind === 'gzip' ? pipeline(source, createGunzip(), ...bounded) : pipeline(source, ...bounded));
  } catch (error) {
    if (error instanceof Fault) throw error;
    const what = `is not a complete archive (${reasonOf(error)})`;
    throw new Fault({ what, where: archive, remedy: 'download the archive again' }, { cause: error });
  }
  return collector;
}

/** The files of an archive as they come by. */
class BatchCollector implements Unpacked {
  readonly files = new Map<string, Uint8Array>();
  readonly names: string[] = [];

  constructor(
    readonly archive: string,
    readonly batchBytes: number,
  ) {}

  /** Keeps the content of a batch file and passes over that of others. */
  take(entry: ReadEntry): void {
    const name = entry.path.split('/').at(-1) ?? '';
    this.names.push(name);
    if (ALL_BATCH_FILES.includes(name) && FILE_TYPES.includes(entry.type)) this.keep(name, entry);
    entry.resume();
  }

  private keep(name: string, entry: ReadEntry): void {
    const where = `${this.archive}, ${name}`;
    if (this.files.has(name)) throw new Fault({ what: 'occurs twice', where, remedy: REMEDY });
    if (entry.size > this.batchBytes) {
      throw new Fault({ what: `has ${entry.size} bytes, not ${this.batchBytes}`, where, remedy: REMEDY });
    }
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
function atMost(limit: number, archive: string): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (passed === 0 && isGzip(chunk)) {
        done(new Fault({ what: 'is compressed twice', where: archive, remedy: REMEDY }));
        return;
      }
      passed += chunk.length;
      if (passed <= limit) done(null, chunk);
      else
        done(new Fault({ what: `unpacks to more than the ${limit} bytes expected`, where: archive, remedy: REMEDY }));
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
