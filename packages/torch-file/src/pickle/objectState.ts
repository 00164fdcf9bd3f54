import { extend, setEntries } from './containers.js';
import type { PickleDict, PickleValue } from './value.js';

/** Classes that are nothing but their attributes: BUILD sets those, and they become the entries of a dict. */
export const ATTRIBUTE_CLASSES: ReadonlySet<string> = new Set(['argparse.Namespace', 'types.SimpleNamespace']);

/**
 * BUILD: gives an object its attributes. Where they are not needed they are dropped, such as `_metadata` of a state dict.
 * @returns the object itself, changed
 */
export function applyState(target: PickleValue, state: PickleValue, refuse: (what: string) => never): PickleValue {
  if (typeof target !== 'object' || target === null) return refuse('holds a pickle that gives a number attributes');
  if (target.kind === 'numpy-type' && typeof state === 'object' && state?.kind === 'tuple') {
    target.bigEndian = state.items[1] === '>';
  }
  if (target.kind === 'dict' && ATTRIBUTE_CLASSES.has(target.className)) setAttributes(target, state, refuse);
  return target;
}

function setAttributes(target: PickleDict, state: PickleValue, refuse: (what: string) => never): void {
  if (typeof state !== 'object' || state?.kind !== 'dict') return refuse('holds a pickle whose attributes are no dict');
  setEntries(target, [...state.entries].flat(), refuse);
}

/** `copyreg._reconstructor(class, base, state)` of protocols 0 and 1: an object of `class` with the items of its base. */
export function fillFromBase(target: PickleValue, base: PickleValue, refuse: (what: string) => never): PickleValue {
  if (typeof base !== 'object' || base === null) return target;
  if (base.kind === 'dict') setEntries(target, [...base.entries].flat(), refuse);
  if (base.kind === 'list') extend(target, base.items, refuse);
  return target;
}
