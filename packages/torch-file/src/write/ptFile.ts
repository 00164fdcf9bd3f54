import { writeFile } from 'node:fs/promises';
import { Zip, ZipPassThrough } from 'fflate';
import type { NamedArray } from '@bcos-bench/formats';
import { statePickle } from './statePickle.js';

/** The version of the zip format that PyTorch 1.6 and later write. */
const FORMAT_VERSION = '3\n';

/**
 * Writes arrays as `torch.save` writes a dict of tensors: a zip file of a pickle and a stored record an array, in the order
 * of `arrays`, with texts in its `_metadata`. The same arrays make the same bytes.
 * @throws what writing to a file throws
 */
export async function writePtFile(
  path: string,
  arrays: ReadonlyMap<string, NamedArray>,
  texts: ReadonlyMap<string, string>,
): Promise<void> {
  // Stored records pass through as they are, so that the chunks are the arrays themselves and no copies.
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    chunks.push(chunk);
  });
  addRecord(zip, 'data.pkl', statePickle(arrays, texts));
  addRecord(zip, 'byteorder', Buffer.from('little'));
  [...arrays.values()].forEach(({ data }, place) => {
    addRecord(zip, `data/${place}`, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  });
  addRecord(zip, 'version', Buffer.from(FORMAT_VERSION));
  zip.end();
  await writeFile(path, chunks);
}

function addRecord(zip: Zip, name: string, bytes: Uint8Array): void {
  const record = new ZipPassThrough(`archive/${name}`);
  // Zip files count local time from 1980 on, so that this is the same moment, and the same bytes, everywhere.
  record.mtime = new Date(1980, 0, 1);
  zip.add(record);
  record.push(bytes, true);
}
