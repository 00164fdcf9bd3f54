import { Fault } from '@bcos-bench/vocabulary';
import type { PickleValue } from '@bcos-bench/torch-file';
import { TRAINED_KEYS } from './containerKeys.js';
import { entriesOf } from './keyPath.js';
import { shortList } from './shortList.js';
import { valueInWords } from './oddArray.js';
import { arrayDict } from './stateDict.js';

/** How deep state dicts under unusual keys are looked for. */
const DEPTH = 3;

/** Why a file has no weights under usual keys: what it holds instead, and what to do. */
export function nothingFound(root: PickleValue, where: string): Fault {
  const others = statesIn(root, '', DEPTH);
  if (others.length > 0) {
    const keys = others.map(({ key, count }) => `${key} (${count} arrays)`).join(', ');
    const remedy = `say which: --key ${others.map(({ key }) => key).join(' or --key ')}`;
    return new Fault({ what: `holds weights under ${keys}, and none of these keys is usual`, where, remedy });
  }
  const module = wholeModule(root);
  if (module !== null) {
    const what = `${module.place} a whole pickled model, an object of the class ${module.name}, and no state dict: its weights are in an object that only its own program can make`;
    return new Fault({ what, where, remedy: 'save it again with torch.save(model.state_dict(), FILE)' });
  }
  if (typeof root !== 'object' || root?.kind !== 'dict') {
    const what = `holds ${valueInWords(root)}, no dict of weights`;
    return new Fault({ what, where, remedy: 'save it again with torch.save(model.state_dict(), FILE)' });
  }
  const keys =
    root.entries.size === 0
      ? 'an empty dict'
      : `no weights under its keys ${shortList(entriesOf(root).map(([key]) => key))}`;
  const remedy = `put a state dict under one of ${TRAINED_KEYS.slice(1).join(', ')}`;
  return new Fault({ what: `holds ${keys}`, where, remedy });
}

/** State dicts under keys that are not usual. */
function statesIn(value: PickleValue, path: string, depth: number): { key: string; count: number }[] {
  if (depth === 0) return [];
  return entriesOf(value).flatMap(([name, entry]) => {
    if (/optim|sched|scaler|loops/.test(name)) return [];
    const key = path === '' ? name : `${path}.${name}`;
    const held = arrayDict(entry);
    return held === null ? statesIn(entry, key, depth - 1) : [{ key, count: held.arrays.size }];
  });
}

/** An object of a class in the place of weights. */
function wholeModule(root: PickleValue): { place: string; name: string } | null {
  const [direct, under] = [opaqueName(root), entriesOf(root).find(([key]) => TRAINED_KEYS.includes(key))];
  if (direct !== null) return { place: 'is', name: direct };
  const name = opaqueName(under?.[1] ?? null);
  return name === null || under === undefined ? null : { place: `holds under ${under[0]}`, name };
}

function opaqueName(value: PickleValue): string | null {
  return typeof value === 'object' && value?.kind === 'opaque' ? value.name : null;
}

/** The keys of a file, for an error about one that it lacks. */
export function keysInWords(root: PickleValue): string {
  const entries = entriesOf(root);
  return entries.length === 0
    ? `the file holds ${valueInWords(root)}`
    : `the file's keys are ${shortList(entries.map(([key]) => key))}`;
}
