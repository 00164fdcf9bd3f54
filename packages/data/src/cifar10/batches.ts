import { Fault } from '@bcos-bench/vocabulary/fault';
import { openSource, sourcePaths, type ArchiveLayout, type SourceFiles } from '../archive/sourceFiles.js';
import { ALL_BATCH_FILES, RECORD_BYTES, RECORDS_A_BATCH } from './batchFile.js';
import { likelyVariant, REMEDY } from './variants.js';

/** The batch files of CIFAR-10, wherever they are. */
export type Batches = SourceFiles;

/** What an archive may hold besides the batch files: headers, a list of class names, a page on the data set, notes of macOS. */
const BESIDES = 16_000_000;

/** The binary version of CIFAR-10, or one of smaller batches. */
export function layoutOf(recordsABatch: number): ArchiveLayout {
  const batchBytes = recordsABatch * RECORD_BYTES;
  return {
    folder: 'cifar-10-batches-bin',
    files: ALL_BATCH_FILES,
    mostBytes: batchBytes,
    sizeWords: String(batchBytes),
    bytesBesides: BESIDES,
    remedy: REMEDY,
    lacking,
  };
}

/**
 * The files that hold the content of a CIFAR-10 source: the batch files of a folder (or of its child
 * cifar-10-batches-bin), or the archive itself.
 * @throws Fault where the source or one of its batch files is missing, or is neither a folder nor a regular file
 */
export function sourceFiles(source: string): string[] {
  return sourcePaths(source, layoutOf(RECORDS_A_BATCH));
}

/** A source that has this one is CIFAR-10, though it may lack others. */
const FIRST_BATCH = 'data_batch_1.bin';

function lacking(file: string, names: readonly string[], where: string): Fault {
  const variant = likelyVariant(names);
  const what = `has no ${file}`;
  if (variant === undefined || names.includes(FIRST_BATCH)) return new Fault({ what, where, remedy: REMEDY });
  return new Fault({ what: `${what}: ${variant.what}`, where, remedy: variant.remedy });
}

/** Opens a folder of batch files or a tar archive, gzipped or not. @throws Fault where it is missing, damaged or lacks a batch */
export function openBatches(source: string, recordsABatch = RECORDS_A_BATCH): Promise<Batches> {
  return openSource(source, layoutOf(recordsABatch));
}
