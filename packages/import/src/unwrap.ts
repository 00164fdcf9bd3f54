import { lookUp, Fault } from '@bcos-bench/vocabulary';
import type { TensorReference, TorchFile } from '@bcos-bench/torch-file';
import type { Layout } from './layouts/layout.js';
import { networkNormalisers, type NormaliserArrays } from './normaliser/wrapperNormaliser.js';
import { areSameTensor, type StateDict } from './stateDict.js';

/** A network's arrays under its own names. */
export interface Unwrapped {
  readonly arrays: StateDict;
  /** The layouts that were taken off, the outermost first. */
  readonly layouts: readonly Layout[];
  /** The normalisers that stand beside the network or its wrapping, a list for each wrapping, the outermost first. */
  readonly normalisers: readonly (readonly NormaliserArrays[])[];
  /** Names of arrays that are the same again elsewhere in the file. */
  readonly copies: readonly string[];
  /** Names of arrays that are no part of the network. */
  readonly beside: readonly string[];
}

/**
 * Takes off every layout that the arrays are wrapped in.
 * @throws Fault where an array that a layout saves twice is not the same both times
 */
export function unwrap(file: TorchFile, arrays: StateDict, known: readonly Layout[]): Unwrapped {
  let now: Unwrapped = { arrays, layouts: [], normalisers: [], copies: [], beside: [] };
  for (;;) {
    const all = now.arrays;
    now = withoutNormalisers(now);
    const names = [...now.arrays.keys()];
    const layout = known.find(({ wraps }) => wraps(names));
    if (layout === undefined) return now;
    if (layout.attribute === true) refuseSecondNetwork(now.arrays, layout, known, file.path);
    now = takeOff(file, now, layout, all);
  }
}

/** What an array is called within layouts that were taken off, the outermost first; null where it stands beside the network. */
export function nameWithin(layouts: readonly Layout[], name: string): string | null {
  return layouts.reduce<string | null>((now, layout) => (now === null ? null : layout.inside(now)), name);
}

/** Takes the arrays of normalisers out. */
function withoutNormalisers(outer: Unwrapped): Unwrapped {
  const found = networkNormalisers(outer.arrays);
  if (found.length === 0) return outer;
  const taken = new Set(found.flatMap(({ names }) => names));
  const arrays = new Map([...outer.arrays].filter(([name]) => !taken.has(name)));
  return { ...outer, arrays, normalisers: [...outer.normalisers, found] };
}

/** @param all the arrays with those of normalisers, which may be saved twice as well */
function takeOff(file: TorchFile, outer: Unwrapped, layout: Layout, all: StateDict): Unwrapped {
  const inside = new Map<string, TensorReference>();
  const copies: string[] = [];
  const beside: string[] = [];
  for (const [name, tensor] of outer.arrays) {
    const original = originalOf(name, layout);
    const innerName = layout.inside(name);
    if (innerName !== null) inside.set(innerName, tensor);
    else if (original !== null) copies.push(checkedCopy(file, all, name, original));
    else beside.push(name);
  }
  return {
    ...outer,
    arrays: inside,
    layouts: [...outer.layouts, layout],
    copies: [...outer.copies, ...copies],
    beside: [...outer.beside, ...beside],
  };
}

/** Two attributes that hold arrays of the same names are two networks, unless they share their numbers. */
function refuseSecondNetwork(arrays: StateDict, taken: Layout, known: readonly Layout[], where: string): void {
  const held = insideOf(arrays, taken);
  const second = known.find((other) => {
    if (other.attribute !== true || other === taken) return false;
    const others = insideOf(arrays, other);
    return (
      others.size === held.size &&
      [...others].every(([name]) => held.has(name)) &&
      [...others].some(([name, tensor]) => !areSameTensor(tensor, lookUp(held, name)))
    );
  });
  if (second === undefined) return;
  const [first, other] = [outermostName(arrays, taken), outermostName(arrays, second)];
  const what = `holds two networks of the same names, under ${first} and ${other}`;
  throw new Fault({ what, where, remedy: `say which: --prefix ${first} or --prefix ${other}` });
}

function insideOf(arrays: StateDict, { inside }: Layout): StateDict {
  return new Map(
    [...arrays].flatMap(([name, tensor]) => {
      const within = inside(name);
      return within === null ? [] : [[within, tensor] as const];
    }),
  );
}

/** The first word of the names within a layout, with its dot. */
function outermostName(arrays: StateDict, { inside }: Layout): string {
  const name = [...arrays.keys()].find((array) => inside(array) !== null) ?? '';
  return name.slice(0, name.indexOf('.') + 1);
}

/** The name of the array that the one of this name is a copy of, or null where it is none. */
function originalOf(name: string, { copies = [] }: Layout): string | null {
  const found = copies.find(([copy]) => name.startsWith(copy));
  return found === undefined ? null : `${found[1]}${name.slice(found[0].length)}`;
}

function checkedCopy(file: TorchFile, arrays: StateDict, name: string, originalName: string): string {
  const copy = arrays.get(name);
  const original = arrays.get(originalName);
  if (copy !== undefined && original !== undefined && holdSame(file, copy, original)) return name;
  throw new Fault({
    what: `${name} and ${originalName} should be equal and are not, so it is unclear which is meant`,
    where: file.path,
    remedy: 'save the state dict of the network alone',
  });
}

function holdSame(file: TorchFile, a: TensorReference, b: TensorReference): boolean {
  if (areSameTensor(a, b)) return true;
  if (a.shape.join() !== b.shape.join()) return false;
  const values = file.readTensor(b);
  return file.readTensor(a).every((value, i) => Object.is(value, values[i]));
}
