import { beginsAs } from '@bcos-bench/vocabulary';
import { damage, quoted } from '../damage.js';
import type { FileBytes } from '../fileBytes.js';
import { Cursor } from '../pickle/cursor.js';
import { unpickle } from '../pickle/unpickle.js';
import { storageLoad } from '../pickle/storageLoad.js';
import { checkIntact } from '../storageRange.js';
import { otherArchive } from './otherArchive.js';
import { matchStorages } from './matchStorages.js';
import { MAX_PICKLE_BYTES } from './pickleLimit.js';
import type { TorchFormat } from './torchFormat.js';
import { zipEntries, type ZipEntry } from './zipEntries.js';

type Entries = ReadonlyMap<string, ZipEntry>;

/** The pickle of an archive, and the folder that it lies in, with the slash behind it. */
function archiveOf(entries: Entries, file: FileBytes): { folder: string; pickle: ZipEntry } {
  const pickles = [...entries.values()].filter(({ name }) => /^[^/]+\/data\.pkl$/.test(name));
  const [pickle] = pickles;
  if (pickle === undefined || pickles.length > 1) throw otherArchive([...entries.keys()], file);
  const folder = pickle.name.slice(0, -'data.pkl'.length);
  if (entries.has(`${folder}constants.pkl`)) {
    throw damage(file.path, 'is a TorchScript program, which holds code', {
      remedy: 'save its state_dict() with torch.save',
    });
  }
  return { folder, pickle };
}

/** PyTorch stores its entries as they are, so each is a stretch of the file: nothing is ever inflated. */
function refuseCompressed(entries: Entries, { path }: FileBytes): void {
  for (const { name, stored, position } of entries.values()) {
    if (stored) continue;
    throw damage(path, `holds the entry ${quoted(name)} compressed or encrypted, which torch.save never does`, {
      at: position,
      remedy: 'save it again with torch.save, or unpack it and pack it without compression (zip -0 -r)',
    });
  }
}

/** Whether numbers are written lowest byte first, as the `byteorder` record says; files before PyTorch 2.1 have none. */
function isLittleEndian(entries: Entries, folder: string, file: FileBytes): boolean {
  const record = entries.get(`${folder}byteorder`);
  if (record === undefined) return true;
  checkIntact(file, record, 'byteorder');
  const order = file.read({ position: record.position, bytes: Math.min(record.bytes, 8) }).toString('latin1');
  if (order !== 'little' && order !== 'big') {
    throw damage(file.path, `says that its byte order is ${quoted(order)}`, { at: record.position });
  }
  return order === 'little';
}

/** The zip format of PyTorch 1.6 and later: `NAME/data.pkl` and a record `NAME/data/KEY` a storage. */
export const zipFormat: TorchFormat = {
  name: 'zip',
  recognises: (head) => beginsAs('zip', head),
  read: async (file) => {
    const entries = await zipEntries(file);
    const { folder, pickle } = archiveOf(entries, file);
    refuseCompressed(entries, file);
    const littleEndian = isLittleEndian(entries, folder, file);
    if (pickle.bytes > MAX_PICKLE_BYTES) {
      throw damage(file.path, `holds a pickle of ${pickle.bytes} bytes, and ${MAX_PICKLE_BYTES} are the most`);
    }
    checkIntact(file, pickle, 'data.pkl');
    const { storages, load } = storageLoad();
    const cursor = new Cursor(file, pickle.position, pickle.position + pickle.bytes);
    const root = unpickle(cursor, load);
    const found = matchStorages(file, storages, (key) => entries.get(`${folder}data/${key}`));
    return { root, storages: found, littleEndian };
  },
};
