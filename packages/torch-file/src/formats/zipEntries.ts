import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { damage, quoted } from '../damage.js';
import type { FileBytes } from '../fileBytes.js';
import type { StorageRange } from './torchFormat.js';

/** Where yauzl reads from. It hands errors of the file over, so that none is thrown outside of its promises. */
class ZipSource extends RandomAccessReader {
  constructor(private readonly file: FileBytes) {
    super();
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    let bytes: Buffer;
    try {
      bytes = this.file.read({ position, bytes: length });
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    bytes.copy(buffer, offset);
    callback(null, length);
  }

  override close(callback: (error: Error | null) => void): void {
    // The file outlives the walk through its directory.
    callback(null);
  }
}

/** An entry of a zip file: where its bytes lie, as they are in the file. */
export interface ZipEntry extends StorageRange {
  readonly name: string;
  /** Whether its bytes are its content: neither compressed nor encrypted. */
  readonly stored: boolean;
}

/**
 * Where every entry of a zip file lies, by its name.
 * @throws Fault where the directory is damaged, names an entry twice, or lets two overlap
 */
export async function zipEntries(file: FileBytes): Promise<Map<string, ZipEntry>> {
  const entries = new Map<string, ZipEntry>();
  try {
    const zip = await fromRandomAccessReaderPromise(new ZipSource(file), file.size, {
      lazyEntries: true,
      autoClose: false,
    });
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) throw damage(file.path, `holds the entry ${quoted(entry.fileName)} twice`);
      entries.set(entry.fileName, await placeOf(zip, entry, file));
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    const reason = reasonOf(error);
    const cut = reason.startsWith('End of central directory record signature not found');
    const what = cut
      ? 'is cut: the directory at the end of the zip file is missing, as where a download was interrupted'
      : `is a damaged zip file (${quoted(reason)})`;
    throw damage(file.path, what, { cause: error });
  }
  refuseOverlap(entries, file);
  return entries;
}

async function placeOf(zip: ZipFile, entry: Entry, file: FileBytes): Promise<ZipEntry> {
  const { fileDataStart, fileName } = await zip.readLocalFileHeaderPromise(entry);
  if (!fileName.equals(entry.fileNameRaw)) {
    throw damage(file.path, `holds the entry ${quoted(entry.fileName)} under another name`, {
      at: entry.relativeOffsetOfLocalHeader,
    });
  }
  return {
    name: entry.fileName,
    position: fileDataStart,
    bytes: entry.compressedSize,
    // PyTorch writes 0 where its checksums are switched off.
    crc32: entry.crc32 === 0 ? null : entry.crc32,
    stored: entry.compressionMethod === 0 && !entry.isEncrypted(),
  };
}

function refuseOverlap(entries: ReadonlyMap<string, ZipEntry>, file: FileBytes): void {
  let end = 0;
  for (const { name, position, bytes } of [...entries.values()].sort((a, b) => a.position - b.position)) {
    if (position < end) throw damage(file.path, `holds the entry ${quoted(name)} within another`, { at: position });
    end = position + bytes;
  }
}
