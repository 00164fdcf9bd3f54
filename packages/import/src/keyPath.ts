import { asDict, type PickleValue } from '@bcos-bench/torch-file';

/**
 * What stands in a value under a path of keys with dots between them; undefined where nothing does. A key may have dots itself, and
 * items of a list have their numbers, from 0 on.
 */
export function valueAt(value: PickleValue | undefined, path: string): PickleValue | undefined {
  const keys = path.split('.');
  for (let count = keys.length; count > 0; count -= 1) {
    const entry = entryOf(value, keys.slice(0, count).join('.'));
    if (entry === undefined) continue;
    const found = count === keys.length ? entry : valueAt(entry, keys.slice(count).join('.'));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The entries of a dict by their keys, or the items of a list or tuple by their numbers; none of any other value. */
export function entriesOf(value: PickleValue | undefined): readonly (readonly [key: string, entry: PickleValue])[] {
  if (typeof value !== 'object' || value === null) return [];
  if (value.kind === 'list' || value.kind === 'tuple') return value.items.map((item, i) => [String(i), item]);
  return [...(asDict(value)?.entries ?? [])].map(([key, entry]) => [typeof key === 'object' ? '' : String(key), entry]);
}

function entryOf(value: PickleValue | undefined, key: string): PickleValue | undefined {
  return entriesOf(value).find(([name]) => name === key)?.[1];
}
