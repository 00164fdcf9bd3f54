import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault, reasonOf } from '@bcos-bench/stage/fault';
import { ALL_BATCH_FILES, RECORD_BYTES, RECORDS_A_BATCH } from './batchFile.js';

/** The batch files of CIFAR-10, wherever they are. */
export interface Batches {
  /** The content of a batch file, unchecked. @throws Fault where it cannot be read */
  readonly read: (file: string) => Promise<Uint8Array>;
  /** What a fault calls the file. */
  readonly whereIs: (file: string) => string;
}

const REMEDY = 'give cifar-10-binary.tar.gz or the folder cifar-10-batches-bin from it';

/** Whether `path` is a folder. @throws Fault where there is nothing */
function isFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Fault({ what: 'is not there', where: path, remedy: REMEDY });
  return found.isDirectory();
}

/**
 * The files that hold the content of a CIFAR-10 source: the batch files of a folder (or of its child
 * cifar-10-batches-bin), or the archive itself.
 * @throws Fault where the source or one of its batch files is missing
 */
export function sourceFiles(source: string): string[] {
  if (!isFolder(source)) return [source];
  const child = join(source, 'cifar-10-batches-bin');
  const folder = existsSync(child) ? child : source;
  return ALL_BATCH_FILES.map((file) => {
    const path = join(folder, file);
    if (!existsSync(path)) throw new Fault({ what: `has no ${file}`, where: folder, remedy: REMEDY });
    return path;
  });
}

/** Opens a folder of batch files or a tar archive, gzipped or not. @throws Fault where it is missing, damaged or lacks a batch */
export async function openBatches(source: string, recordsABatch = RECORDS_A_BATCH): Promise<Batches> {
  return isFolder(source) ? folderBatches(source) : await archiveBatches(source, recordsABatch * RECORD_BYTES);
}

function folderBatches(source: string): Batches {
  const paths = new Map(sourceFiles(source).map((path, i) => [ALL_BATCH_FILES[i], path]));
  const whereIs = (file: string): string => paths.get(file) ?? join(source, file);
  return {
    whereIs,
    read: async (file) => {
      try {
        return await readFile(whereIs(file));
      } catch (error) {
        const what = `cannot be read (${reasonOf(error)})`;
        throw new Fault({ what, where: whereIs(file), remedy: REMEDY }, { cause: error });
      }
    },
  };
}

async function archiveBatches(archive: string, batchBytes: number): Promise<Batches> {
  const files = await unpackedBatches(archive, batchBytes);
  const read = (file: string): Promise<Uint8Array> => {
    const bytes = files.get(file);
    if (bytes === undefined) throw new Fault({ what: `has no ${file}`, where: archive, remedy: REMEDY });
    return Promise.resolve(bytes);
  };
  await Promise.all(ALL_BATCH_FILES.map(read));
  return { read, whereIs: (file) => `${archive}, ${file}` };
}

/** The batch files of an archive by name. One that is larger than a batch can be is not kept in memory beyond that. */
async function unpackedBatches(archive: string, batchBytes: number): Promise<Map<string, Uint8Array>> {
  const { list } = await import('tar');
  const files = new Map<string, Uint8Array>();
  try {
    await list({
      file: archive,
      strict: true,
      onReadEntry: (entry) => {
        const name = entry.path.split('/').at(-1) ?? '';
        if (!ALL_BATCH_FILES.includes(name)) return;
        const bytes = new Uint8Array(Math.min(entry.size, batchBytes + 1));
        let at = 0;
        entry.on('data', (chunk) => {
          const part = chunk.subarray(0, bytes.length - at);
          bytes.set(part, at);
          at += part.length;
        });
        entry.on('end', () => files.set(name, bytes.subarray(0, at)));
      },
    });
  } catch (error) {
    const what = `is no whole archive (${reasonOf(error)})`;
    throw new Fault({ what, where: archive, remedy: 'download the archive again' }, { cause: error });
  }
  return files;
}
