import { extend, setEntries } from './containers.js';
import { accusation } from './forbiddenNames.js';
import { fillArray } from './numpyArray.js';
import { asDict, type PickleDict, type PickleValue } from './value.js';

/** Classes that are nothing but their attributes: BUILD sets those, and they become the entries of a dict. */
export const ATTRIBUTE_CLASSES: ReadonlySet<string> = new Set(['argparse.Namespace', 'types.SimpleNamespace']);

/** What gives an object its state, in Python, where it is among its attributes: whatever function that names would be called. */
const SETSTATE = '__setstate__';

/** How a pickle is refused: as damaged, or because it would run code. */
export interface Refusals {
  readonly refuse: (what: string) => never;
  readonly accuse: (what: string) => never;
}

/** The class of state dicts: torch keeps what is no tensor in their attribute `_metadata`, by the names of modules. */
const STATE_DICT_CLASS = 'collections.OrderedDict';

/**
 * BUILD: gives an object its attributes. Where they are not needed they are dropped. Of a state dict's `_metadata` the texts of the
 * outermost module are kept.
 * @returns the object itself, changed
 */
export function applyState(target: PickleValue, state: PickleValue, { refuse, accuse }: Refusals): PickleValue {
  if (attributesIn(state).some(({ entries }) => entries.has(SETSTATE))) accuse(accusation(SETSTATE));
  if (typeof target !== 'object' || target === null) return refuse('holds a pickle that gives a number attributes');
  if (target.kind === 'numpy-type' && typeof state === 'object' && state?.kind === 'tuple') {
    target.bigEndian = state.items[1] === '>';
  }
  if (target.kind === 'numpy-array') fillArray(target, state, refuse);
  if (target.kind === 'dict' && ATTRIBUTE_CLASSES.has(target.className)) setAttributes(target, state, refuse);
  if (target.kind === 'dict' && target.className === STATE_DICT_CLASS) keepTexts(target, state);
  return target;
}

/** The attributes that a state sets: a dict, or a tuple of that for `__dict__` and that for `__slots__`. */
function attributesIn(state: PickleValue): readonly PickleDict[] {
  if (typeof state !== 'object' || state === null) return [];
  if (state.kind === 'tuple') return state.items.map(asDict).filter((dict) => dict !== null);
  return state.kind === 'dict' ? [state] : [];
}

function keepTexts(target: PickleDict, state: PickleValue): void {
  const outermost = asDict(asDict(asDict(state)?.entries.get('_metadata'))?.entries.get(''));
  const texts = [...(outermost?.entries ?? [])].flatMap(([name, value]): [string, string][] =>
    typeof name === 'string' && typeof value === 'string' ? [[name, value]] : [],
  );
  if (texts.length > 0) target.texts = new Map(texts);
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
