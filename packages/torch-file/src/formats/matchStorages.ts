import { damage, quoted } from '../damage.js';
import { numberFormat } from '../dtype.js';
import type { FileBytes } from '../fileBytes.js';
import type { StorageReference } from '../pickle/value.js';
import type { StorageRange } from './torchFormat.js';

/**
 * The places of all storages that a pickle refers to.
 * @throws Fault where one has no place, or one of another size
 */
export function matchStorages(
  file: FileBytes,
  storages: ReadonlyMap<string, StorageReference>,
  placeOf: (key: string) => StorageRange | undefined,
): Map<string, StorageRange> {
  const places = new Map<string, StorageRange>();
  for (const [key, { elements, dtype }] of storages) {
    const place = placeOf(key);
    const bytes = elements * numberFormat(dtype).width;
    if (place === undefined) throw damage(file.path, `lacks storage ${quoted(key)}`);
    if (place.bytes !== bytes) {
      throw damage(file.path, `holds ${place.bytes} bytes of storage ${quoted(key)}, which has ${bytes}`, {
        at: place.position,
      });
    }
    places.set(key, place);
  }
  return places;
}
