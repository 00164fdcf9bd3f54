import { buffer } from 'node:stream/consumers';
import { openPromise, type Entry } from 'yauzl';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import { npyBytes, type StoredArray } from './storedArray.js';

/** No more is unpacked of an array: larger ones stay outside of memory as `.npy`. */
const LARGEST = 2 ** 31;

/**
 * The arrays of an `.npz` archive by their names, unpacked into memory.
 * @throws Fault where it is no such archive, or an array is damaged or larger than 2 GiB
 */
export async function npzArrays(path: string): Promise<Map<string, StoredArray>> {
  const arrays = new Map<string, StoredArray>();
  try {
    const zip = await openPromise(path, { lazyEntries: true });
    for await (const entry of zip.eachEntry()) {
      if (!entry.fileName.endsWith('.npy')) continue;
      const name = entry.fileName.slice(0, -'.npy'.length);
      requireSmall(entry, path);
      arrays.set(name, npyBytes(await buffer(await zip.openReadStreamPromise(entry)), `${path}, ${name}`));
    }
  } catch (error) {
    if (error instanceof Fault) throw error;
    const remedy = 'save the arrays again with numpy.savez';
    throw new Fault({ what: `cannot be unpacked (${reasonOf(error)})`, where: path, remedy }, { cause: error });
  }
  return arrays;
}

function requireSmall({ fileName, uncompressedSize }: Entry, where: string): void {
  if (uncompressedSize <= LARGEST) return;
  const remedy = 'save it with numpy.save, as a file of its own';
  throw new Fault({ what: `holds ${fileName} of ${uncompressedSize} bytes, too many for memory`, where, remedy });
}
