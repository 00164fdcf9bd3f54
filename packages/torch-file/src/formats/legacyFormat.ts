import type { Fault } from '@bcos-bench/vocabulary';
import { quoted } from '../damage.js';
import { numberFormat } from '../dtype.js';
import type { FileBytes } from '../fileBytes.js';
import { Cursor } from '../pickle/cursor.js';
import type { PersistentLoad } from '../pickle/machine.js';
import { unpickle } from '../pickle/unpickle.js';
import { storageLoad } from '../pickle/storageLoad.js';
import { asDict, type PickleValue, type StorageReference } from '../pickle/value.js';
import { matchStorages } from './matchStorages.js';
import { MAX_PICKLE_BYTES } from './pickleLimit.js';
import type { StorageRange, TorchFormat } from './torchFormat.js';

/** What `torch.save` writes first, in a pickle of its own. */
const MAGIC_NUMBER = 0x1950a86a20f9469cfc6cn;
const PROTOCOL_VERSION = 1001;

/** Runs the pickle at the cursor, which must stay within the size limit. */
function readPickle(file: FileBytes, position: number, load: PersistentLoad): { value: PickleValue; end: number } {
  const cursor = new Cursor(file, position, Math.min(file.size, position + MAX_PICKLE_BYTES));
  const value = unpickle(cursor, load);
  return { value, end: cursor.position };
}

/** A key or a version as a message may repeat it. */
function shown(value: PickleValue): string {
  return typeof value === 'object' ? 'of no name' : quoted(String(value));
}

const noStorages: PersistentLoad = (_, refuse) => refuse('refers to a storage before the first');

function isLittleEndian(systemInfo: PickleValue, fault: (what: string) => Fault): boolean {
  const order = asDict(systemInfo)?.entries.get('little_endian');
  if (typeof order !== 'boolean') throw fault('does not say its byte order');
  return order;
}

/** Storages lie behind the last pickle in the order of its keys, each with its number of elements before it. */
function storagePlaces(
  file: FileBytes,
  keys: PickleValue,
  begin: number,
  { storages, littleEndian }: { storages: ReadonlyMap<string, StorageReference>; littleEndian: boolean },
): Map<string, StorageRange> {
  const cursor = new Cursor(file, begin, file.size);
  if (typeof keys !== 'object' || keys?.kind !== 'list') throw cursor.fault('has no list of its storages');
  const places = new Map<string, StorageRange>();
  let position = begin;
  for (const key of keys.items) {
    const storage = typeof key === 'string' ? storages.get(key) : undefined;
    if (storage === undefined || places.has(storage.key)) {
      throw cursor.fault(`holds storage ${shown(key)}, which nothing refers to or which is there twice`);
    }
    const count = file.read({ position, bytes: 8 });
    const elements = littleEndian ? count.readBigInt64LE(0) : count.readBigInt64BE(0);
    if (elements !== BigInt(storage.elements)) {
      throw cursor.fault(`says that storage ${quoted(storage.key)} has ${elements} numbers and ${storage.elements}`);
    }
    const bytes = storage.elements * numberFormat(storage.dtype).width;
    places.set(storage.key, { position: position + 8, bytes, crc32: null });
    position += 8 + bytes;
  }
  if (position > file.size) throw cursor.fault(`is cut: its storages end at byte ${position} of ${file.size}`);
  return places;
}

/**
 * The format of PyTorch before 1.6 (`_use_new_zipfile_serialization=False`): pickles of a magic number, a version, the
 * system, the object and the keys of its storages, and then the storages. It has no checksums.
 */
export const legacyFormat: TorchFormat = {
  name: 'legacy',
  recognises: (head) => head[0] === 0x80,
  read: async (file) => {
    const fault = (what: string): Fault =>
      new Cursor(file, 0, file.size).fault(what, 'give a file that torch.save wrote');
    const magic = readPickle(file, 0, noStorages);
    if (magic.value !== MAGIC_NUMBER) throw fault('is a pickle, but not one of torch.save');
    const version = readPickle(file, magic.end, noStorages);
    if (version.value !== PROTOCOL_VERSION) throw fault(`is of version ${shown(version.value)} of torch.save`);
    const system = readPickle(file, version.end, noStorages);
    const littleEndian = isLittleEndian(system.value, fault);
    const { storages, load } = storageLoad();
    const object = readPickle(file, system.end, load);
    const keys = readPickle(file, object.end, noStorages);
    const places = storagePlaces(file, keys.value, keys.end, { storages, littleEndian });
    return Promise.resolve({
      root: object.value,
      storages: matchStorages(file, storages, (key) => places.get(key)),
      littleEndian,
    });
  },
};
