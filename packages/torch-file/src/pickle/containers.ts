import { at } from '@bcos-bench/vocabulary';
import type { PickleDict, PickleValue } from './value.js';

/** An empty dict of a class. */
export function dictOf(className: string): PickleDict {
  return { kind: 'dict', className, entries: new Map() };
}

/** Appends to a list or a set; an opaque object drops what it is given. */
export function extend(target: PickleValue, items: readonly PickleValue[], refuse: (what: string) => never): void {
  if (typeof target !== 'object' || target === null) return refuse('holds a pickle that appends to what is not a list');
  if (target.kind === 'opaque') return;
  if (target.kind !== 'list' && target.kind !== 'set')
    return refuse('holds a pickle that appends to what is not a list');
  // One by one: a spread of a million items would exceed the stack.
  for (const item of items) target.items.push(item);
}

/** Sets the entries of a dict from keys and values in turn; an opaque object drops what it is given. */
export function setEntries(target: PickleValue, pairs: readonly PickleValue[], refuse: (what: string) => never): void {
  if (pairs.length % 2 === 1) return refuse('holds a pickle with a key that has no value');
  if (typeof target !== 'object' || target === null)
    return refuse('holds a pickle that sets a key of what is not a dict');
  if (target.kind === 'opaque') return;
  if (target.kind !== 'dict') return refuse('holds a pickle that sets a key of what is not a dict');
  for (let i = 0; i < pairs.length; i += 2) target.entries.set(at(pairs, i), at(pairs, i + 1));
}
