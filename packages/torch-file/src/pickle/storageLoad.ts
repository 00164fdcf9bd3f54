import type { Dtype } from '../dtype.js';
import { quoted } from '../damage.js';
import type { PersistentLoad } from './machine.js';
import type { PickleValue, StorageReference } from './value.js';

/** Storage classes whose names are not those of their number formats. */
const STORAGE_DTYPES = new Map<string, Dtype>([
  ['torch.FloatStorage', 'float32'],
  ['torch.DoubleStorage', 'float64'],
  ['torch.HalfStorage', 'float16'],
  ['torch.BFloat16Storage', 'bfloat16'],
  ['torch.LongStorage', 'int64'],
  ['torch.IntStorage', 'int32'],
  ['torch.ShortStorage', 'int16'],
  ['torch.CharStorage', 'int8'],
  ['torch.ByteStorage', 'uint8'],
  ['torch.BoolStorage', 'bool'],
  ['torch.ComplexFloatStorage', 'complex64'],
  ['torch.ComplexDoubleStorage', 'complex128'],
  ['torch.QInt8Storage', 'qint8'],
  ['torch.QUInt8Storage', 'quint8'],
  ['torch.QInt32Storage', 'qint32'],
  ['torch.storage.UntypedStorage', 'uint8'],
  ['torch.UntypedStorage', 'uint8'],
]);

/** The storages that a pickle names, by their keys, and what turns its persistent ids into them. */
export interface StorageLoad {
  readonly storages: ReadonlyMap<string, StorageReference>;
  readonly load: PersistentLoad;
}

/**
 * Persistent ids as `torch.save` writes them: `('storage', class, key, device, elements)`, in the legacy format with a view
 * behind it, and `('module', class, …)` there for whole modules, which stay opaque.
 */
export function storageLoad(): StorageLoad {
  const storages = new Map<string, StorageReference>();
  const load: PersistentLoad = (id, refuse) => {
    const [kind, type = null, key, , elements, view = null] =
      typeof id === 'object' && id?.kind === 'tuple' ? id.items : [];
    if (kind === 'module') return isOpaque(type) ? type : { kind: 'opaque', name: 'a module' };
    if (kind !== 'storage' || typeof key !== 'string' || !isSize(elements)) {
      return refuse('refers to something outside of the pickle that is not a storage');
    }
    if (view !== null)
      return refuse(`holds storage ${quoted(key)} as a view of another, as PyTorch before 0.4 wrote them`);
    const name = isOpaque(type) ? type.name : '';
    const dtype = STORAGE_DTYPES.get(name);
    if (dtype === undefined) return refuse(`holds a storage of the class ${quoted(name)}, which is not known`);
    const known = storages.get(key) ?? { kind: 'storage', key, dtype, elements };
    if (known.dtype !== dtype || known.elements !== elements) {
      return refuse(`says two different things about storage ${quoted(key)}`);
    }
    storages.set(key, known);
    return known;
  };
  return { storages, load };
}

function isOpaque(value: PickleValue): value is Extract<PickleValue, { kind: 'opaque' }> {
  return typeof value === 'object' && value?.kind === 'opaque';
}

function isSize(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
